import { loadPeer } from './contestant.ts'
import { type Figure, spreadOf } from './scenario.ts'

type Chart = { setOption(option: object): void; renderToSVGString(): string; dispose(): void }
type Module = { init(element: null, theme: null, options: object): Chart }

const WIDTH = 960

/** Bars of the single appends and batches, one group a scenario, as an SVG document. */
export const chartOf = async (figures: readonly Figure[]): Promise<string> => {
  const { init } = await loadPeer<Module>('echarts')
  const shown = figures.filter(({ scenario }) => scenario.startsWith('append'))
  const scenarios = [...new Set(shown.map(({ scenario }) => scenario))]
  const contestants = [...new Set(shown.map(({ contestant }) => contestant))]
  const medianOf = (scenario: string, contestant: string) => {
    const figure = shown.find((one) => one.scenario === scenario && one.contestant === contestant)
    return figure ? Math.round(spreadOf(figure).median) : null
  }
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: 90 * scenarios.length + 120 })
  chart.setOption({
    animation: false,
    title: { text: 'Events stored a second, median', left: 'center' },
    legend: { bottom: 0 },
    grid: { left: 10, right: 60, top: 40, bottom: 50, containLabel: true },
    xAxis: { type: 'value' },
    yAxis: { type: 'category', data: scenarios, inverse: true },
    series: contestants.map((name) => ({
      ...{ name, type: 'bar', label: { show: true, position: 'right' } },
      data: scenarios.map((scenario) => medianOf(scenario, name)),
    })),
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}
