import type { CascaderProps } from 'element-plus'
import { programmeApi } from '@/api/programme'

/** Counties, their townships, their villages; the lists below come as they are opened. */
export const regionLevels: CascaderProps = {
  lazy: true,
  checkStrictly: true,
  async lazyLoad(node, resolve, reject) {
    try {
      const { regions } = await programmeApi.regions(node.level === 0 ? undefined : String(node.value))
      resolve(
        regions.map((region) => ({ value: region.code, label: region.name, leaf: region.children === 0 || region.level === 'village' })),
      )
    } catch {
      reject?.()
    }
  },
}
