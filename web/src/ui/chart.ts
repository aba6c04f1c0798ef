/** The parts of ECharts that the pages use, and no others. */
import { MapChart } from 'echarts/charts'
import { GeoComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { init, registerMap, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([MapChart, GeoComponent, TooltipComponent, VisualMapComponent, SVGRenderer])

export { init, registerMap }
