/** Charts as SVG, plain enough to be read in a browser's light and dark mode. */

const font = 'font-family="system-ui, sans-serif" font-size="12"';
const colors = ["#9aa4b2", "#2563eb", "#d97706", "#16a34a", "#65a30d", "#9333ea", "#dc2626"] as const;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function picture(width: number, height: number, title: string, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="12" y="22" ${font} font-weight="600" fill="#111827">${escaped(title)}</text>`,
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

export interface Bar {
  readonly label: string;
  readonly color: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

const left = 250;
const plotWidth = 420;
const barHeight = 24;

/** A bar for each median, with a line from the least to the most. */
export function barChart(title: string, unit: string, bars: readonly Bar[]): string {
  const most = Math.max(...bars.map(({ max }) => max), 0) || 1;
  const at = (value: number): number => left + (value / most) * plotWidth;
  const parts = bars.flatMap(({ label, color, median, min, max }, index) => {
    const y = 40 + index * barHeight;
    const middle = y + barHeight / 2 - 3;
    return [
      `<text x="${left - 8}" y="${middle + 4}" ${font} text-anchor="end" fill="#374151">${escaped(label)}</text>`,
      `<rect x="${left}" y="${y}" width="${(at(median) - left).toFixed(1)}" height="${barHeight - 6}" fill="${colors[color] ?? colors[0]}"/>`,
      `<line x1="${at(min).toFixed(1)}" x2="${at(max).toFixed(1)}" y1="${middle}" y2="${middle}" stroke="#111827"/>`,
      `<text x="${(at(max) + 6).toFixed(1)}" y="${middle + 4}" ${font} fill="#374151">${shown(median)} ${unit}</text>`,
    ];
  });
  return picture(left + plotWidth + 110, 48 + bars.length * barHeight, title, parts);
}

export interface Line {
  readonly label: string;
  readonly points: readonly (readonly [number, number])[];
}

/** Lines over powers of ten on both axes, where what grows in proportion rises like the dashed line. */
export function growthChart(title: string, lines: readonly Line[]): string {
  const all = lines.flatMap(({ points }) => points);
  const powers = (values: readonly number[]): [number, number] => [
    Math.floor(Math.log10(Math.min(...values))),
    Math.ceil(Math.log10(Math.max(...values))),
  ];
  const [x0, x1] = powers(all.map(([x]) => x));
  const [y0, y1] = powers(all.map(([, y]) => y));
  const [width, height, margin] = [560, 320, 60];
  const x = (value: number): number => margin + ((Math.log10(value) - x0) / (x1 - x0)) * width;
  const y = (value: number): number => 40 + height - ((Math.log10(value) - y0) / (y1 - y0)) * height;
  const path = (points: Line["points"]): string =>
    points.map(([px, py]) => `${x(px).toFixed(1)},${y(py).toFixed(1)}`).join(" ");
  const grid = [
    ...range(x0, x1).map(
      (power) =>
        `<text x="${x(10 ** power)}" y="${40 + height + 18}" ${font} text-anchor="middle" fill="#6b7280">${10 ** power}</text>`,
    ),
    ...range(y0, y1).map(
      (power) =>
        `<line x1="${margin}" x2="${margin + width}" y1="${y(10 ** power)}" y2="${y(10 ** power)}" stroke="#e5e7eb"/>` +
        `<text x="${margin - 6}" y="${y(10 ** power) + 4}" ${font} text-anchor="end" fill="#6b7280">${10 ** power}</text>`,
    ),
  ];
  const inProportion: Line["points"] = [
    [10 ** x0, 10 ** y0],
    [10 ** Math.min(x1, x0 + y1 - y0), 10 ** Math.min(y1, y0 + x1 - x0)],
  ];
  const parts = lines.flatMap(({ label, points }, index) => {
    const color = colors[index + 1] ?? colors[0];
    const [lastX, lastY] = points.at(-1) ?? [1, 1];
    return [
      `<polyline points="${path(points)}" fill="none" stroke="${color}" stroke-width="2"/>`,
      ...points.map(
        ([px, py]) => `<circle cx="${x(px).toFixed(1)}" cy="${y(py).toFixed(1)}" r="3" fill="${color}"/>`,
      ),
      `<text x="${(x(lastX) + 8).toFixed(1)}" y="${(y(lastY) + 4).toFixed(1)}" ${font} fill="${color}">${escaped(label)}</text>`,
    ];
  });
  return picture(margin + width + 150, height + 90, title, [
    ...grid,
    `<polyline points="${path(inProportion)}" fill="none" stroke="#9aa4b2" stroke-dasharray="4 4"/>`,
    ...parts,
  ]);
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Three significant digits, and no more after the point than those. */
export const shown = (value: number): string =>
  Number.isInteger(value) || Math.abs(value) >= 100
    ? value.toFixed(0)
    : value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
