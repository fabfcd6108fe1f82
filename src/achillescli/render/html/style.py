"""How the page looks: on paper one sheet of A4, on a phone one column."""

STYLE = """
:root { color-scheme: light }
* { box-sizing: border-box }
body { margin: 0; background: #fff; color: #000; font: 15px/1.35 Arial, Helvetica, sans-serif }
main { max-width: 62rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.3em; margin: 0 0 .2em }
h2 { font-size: 1.05em; margin: .9em 0 .25em; border-bottom: 1px solid #000 }
p, dl, ul { margin: .2em 0 }
ul { padding-left: 1.3em }
dt, dd { display: inline; margin: 0; overflow-wrap: anywhere }
dt { font-weight: bold; margin-right: .5em }
p, li, td { overflow-wrap: anywhere }
.one tbody th { padding-right: 1.2em }
.red th, .red td { padding-right: .9em }
.typed { display: flex; flex-wrap: wrap; gap: 0 1.5rem }
dl .blank { height: 1em }
.stop { border: 3px double #000; padding: .3em .5em; font-weight: bold }
.small { font-size: .9em; color: #333 }
.wide dl { display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: end }
.wide dl > .full { width: 100% }
table { border-collapse: collapse; width: 100%; margin: .3em 0 }
caption { text-align: left; font-size: .9em; color: #333 }
th, td { text-align: left; vertical-align: top; padding: .12em .45em .12em 0 }
thead th { border-bottom: 1px solid #000 }
tbody tr + tr > * { border-top: 1px solid #bbb }
td.n, th.n { text-align: right }
td, tbody th { font-variant-numeric: tabular-nums }
figure { margin: .4em 0 }
svg { display: block; width: 100%; height: auto; overflow: visible }
svg.narrow { display: none }
svg text { font: 12.5px Arial, Helvetica, sans-serif }
code { font: .92em monospace; white-space: pre-wrap }
.blank { display: inline-block; border-bottom: 1px solid #000; min-width: 9rem; height: 1.5em }
.fields, .fields > div { display: flex; flex-wrap: wrap; gap: 0 .8rem; flex-grow: 1 }
.fields > div { flex-wrap: nowrap; align-items: end }
.fields .blank { flex-grow: 1 }
.fields .remarks { min-width: 50% }
.tick { position: relative; padding-left: 1.4em; margin-right: .8em }
.box { position: absolute; left: 0; top: .1em; width: .9em; height: .9em; border: 1px solid }
.pair { display: grid; grid-template: auto 1fr / 1fr 1fr; gap: 0 1.5rem }
.pair > :first-child { grid-row: span 2 }
@media print, (min-width: 44rem) {
  td.n, .brief td, .one td, .one tbody th, .red th, .red td:last-child,
  .signs thead th, .signs td:nth-child(2) { white-space: nowrap }
}
@media screen and (max-width: 44rem) {
  .pair { display: block }
  .wide dl { display: block }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  table, tbody, tr, td, tbody th { display: block }
  tbody tr { border-top: 1px solid #000; padding: .3em 0 }
  tbody tr + tr > * { border-top: 0 }
  td, td.n { display: grid; grid-template-columns: 8rem 1fr; gap: .5rem; text-align: left }
  td::before { content: attr(data-label); color: #333 }
  .blank { min-width: 6rem }
  td:has(span:empty) { display: none }
  svg.narrow { display: block }
  svg.broad { display: none }
  code { display: inline-block }
}
@media print {
  @page { size: A4; margin: 6mm 10mm }
  body { font-size: 8.5pt; line-height: 1.1 }
  main { max-width: none; padding: 0 }
  h2 { margin: .15em 0 .05em }
  p, dl, ul, table { margin: .05em 0 }
  figure { margin: .3em 0 0 }
  th, td { padding: .03em .4em .03em 0 }
  .one tbody th { padding-right: 1.2em }
  .red th, .red td { padding-right: .6em }
  .wide .blank { min-width: 40mm }
  .fields .blank { min-width: 22mm; height: 1.9em }
  .signs td:nth-child(3) { min-width: 18em }
  .stop { padding: .1em .5em }
  svg text { font-size: 11.5px }
  code { line-height: 1 }
  .line { display: flex; gap: 1rem; align-items: baseline; border-bottom: 1px solid #000 }
  .line h2 { border-bottom: 0 }
  .small, caption, code { font-size: 1em }
  tr, li, figure, .stop, .whole { break-inside: avoid }
  h2 { break-after: avoid }
  thead { display: table-header-group }
}
"""
