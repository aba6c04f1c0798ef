import type { RouteRecordRaw } from 'vue-router'

export const planningRoutes: RouteRecordRaw[] = []
