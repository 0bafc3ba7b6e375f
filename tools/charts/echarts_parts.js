// The parts of ECharts that the portal draws with; everything else is left out of the bundle.
import { init, use } from "echarts/core";
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, CanvasRenderer, GridComponent, LegendComponent, LineChart, TooltipComponent]);
export { init };
