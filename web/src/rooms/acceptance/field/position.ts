/** Where the device is, in millionths of a degree, and how sure it is of that, in metres. */
export interface Position {
  latitude: number
  longitude: number
  accuracy: number
  at: string
}

const PATIENCE = 20_000

/** Asks the device once; null where it does not say. */
export function whereAmI(): Promise<Position | null> {
  if (!('geolocation' in navigator)) return Promise.resolve(null)
  return new Promise((resolve) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) =>
        resolve({
          latitude: Math.round(coords.latitude * 1e6),
          longitude: Math.round(coords.longitude * 1e6),
          accuracy: Math.round(coords.accuracy),
          at: new Date(timestamp).toISOString(),
        }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 60_000 },
    ),
  )
}
