import '../src/rooms/acceptance/field/main'
