import { html, type Html } from './html-text.ts'

/** The report's own style: the system's font, hairlines, one accent colour, A4 when printed. */
export const stylesheet: Html = html`<style>
  :root {
    color-scheme: light;
  }
  body {
    font:
      14px/1.5 system-ui,
      sans-serif;
    color: #1b1f24;
    background: #fff;
    max-width: 46rem;
    margin: 2rem auto;
    padding: 0 1.5rem;
  }
  h1 {
    font-size: 1.5rem;
    line-height: 1.3;
    font-weight: 600;
    margin: 0 0 1.5rem;
    text-wrap: balance;
  }
  h2 {
    font-size: 1rem;
    margin: 2rem 0 0.5rem;
    padding-top: 0.75rem;
    border-top: 1px solid #d8dee4;
  }
  h3 {
    font-size: 0.95rem;
    margin: 1.5rem 0 0.25rem;
  }
  h4 {
    font-size: 0.9rem;
    margin: 1.25rem 0 0.25rem;
  }
  .item {
    margin: 0.75rem 0 1rem;
  }
  .item__asks {
    color: #57606a;
    font-size: 0.85rem;
    margin: 0;
  }
  .item__asks strong {
    color: #1b1f24;
  }
  .item p {
    margin: 0.25rem 0;
  }
  .charts {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0.5rem 1.5rem;
  }
  .charts figure {
    margin: 0.5rem 0;
  }
  figcaption {
    color: #57606a;
    font-size: 0.8rem;
  }
  .confusion th:first-child {
    text-align: left;
  }
  .right-1 {
    background: #eef5fb;
  }
  .right-2 {
    background: #dcebf7;
  }
  .right-3 {
    background: #cae1f3;
  }
  .right-4 {
    background: #b8d7ef;
  }
  .wrong-1 {
    background: #fdf3ea;
  }
  .wrong-2 {
    background: #fbe6d3;
  }
  .wrong-3 {
    background: #f8d9bd;
  }
  .wrong-4 {
    background: #f5cca6;
  }
  .to-write {
    padding: 0.25rem 0.75rem;
    border-left: 3px solid #8a5a00;
    background: #fff6e0;
  }
  .eyebrow {
    color: #57606a;
    margin: 0 0 0.25rem;
    overflow-wrap: anywhere;
  }
  p {
    max-width: 42rem;
  }
  figure {
    margin: 1rem 0;
  }
  table {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
    margin: 0.5rem 0 1.25rem;
  }
  caption {
    text-align: left;
    font-weight: 600;
    padding: 0.25rem 0;
  }
  th,
  td {
    text-align: left;
    font-weight: 400;
    padding: 0.2rem 1rem 0.2rem 0;
    border-bottom: 1px solid #eaeef2;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  thead th {
    color: #57606a;
    overflow-wrap: normal;
  }
  .num,
  .numbers td,
  .numbers th {
    text-align: right;
  }
  td.num {
    white-space: nowrap;
  }
  table {
    min-width: 50%;
  }
  .metric {
    width: 100%;
  }
  .metric th[scope='rowgroup'] {
    min-width: 6.5rem;
  }
  .metric td {
    min-width: 4.5rem;
  }
  .settings {
    columns: 2;
    column-gap: 2rem;
    font-size: 0.8rem;
  }
  .settings table {
    width: 100%;
    margin: 0;
  }
  .settings th {
    color: #57606a;
    overflow-wrap: normal;
  }
  .settings th,
  .settings td {
    padding: 0.1rem 0.5rem 0.1rem 0;
  }
  svg {
    width: 100%;
    height: auto;
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  svg text {
    fill: #1b1f24;
  }
  svg .group {
    font-weight: 600;
  }
  svg .chart__tick,
  svg .chart__axis,
  svg .chart__n {
    fill: #57606a;
  }
  .chart__grid {
    stroke: #eaeef2;
    fill: none;
  }
  .series--none {
    color: #5f6b70;
  }
  .series--pca {
    color: #0072b2;
  }
  .series--contrastive {
    color: #b34700;
  }
  .series--class-0 {
    color: #0072b2;
  }
  .series--class-1 {
    color: #b34700;
  }
  .series--class-2 {
    color: #00765a;
  }
  .series--class-3 {
    color: #9c4a79;
  }
  .series--class-4 {
    color: #7d6500;
  }
  .series--class-5 {
    color: #5f6b70;
  }
  .series--reference,
  .series--neutral {
    color: #8b949e;
  }
  .chart__interval,
  .chart__line {
    stroke: currentColor;
    stroke-width: 2;
    fill: none;
  }
  .chart__line--dashed {
    stroke-dasharray: 5 4;
  }
  .chart__line.series--reference {
    stroke-width: 1.5;
  }
  .chart__band {
    fill: currentColor;
    fill-opacity: 0.15;
  }
  .chart__point {
    fill: currentColor;
    stroke: #fff;
  }
  .chart__bar {
    fill: #8b949e;
  }
  footer {
    margin: 2rem 0;
    padding-top: 0.75rem;
    border-top: 1px solid #d8dee4;
    font-weight: 600;
  }
  @page {
    size: A4;
    margin: 16mm;
  }
  @media print {
    body {
      max-width: none;
      margin: 0;
      padding: 0;
      font-size: 10pt;
    }
    tr,
    figure,
    caption,
    p,
    .item table {
      break-inside: avoid;
    }
    h2,
    h3,
    h4,
    caption,
    thead,
    .item__asks,
    p:has(+ ul),
    p:has(+ table),
    p:has(+ .charts) {
      break-after: avoid;
    }
    .charts svg {
      width: 84%;
    }
    .charts figcaption {
      font-size: 7.5pt;
      line-height: 1.35;
    }
  }
</style>`
