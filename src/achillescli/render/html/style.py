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
.red tbody th, .red td:nth-child(3), .red td:last-child { white-space: nowrap }
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
td.n, .brief td, .one td, .one tbody th { white-space: nowrap }
figure { margin: .4em 0 }
svg { display: block; width: 100%; height: auto; overflow: visible }
svg text { font: 12.5px Arial, Helvetica, sans-serif }
code { font: .92em monospace; white-space: pre-wrap }
.blank { display: inline-block; border-bottom: 1px solid #000; min-width: 9rem; height: 1.5em }
.long { min-width: 60% }
.box { display: inline-block; width: .9em; height: .9em; border: 1px solid; margin-right: .4em }
.pair { display: grid; grid-template-columns: 6fr 5fr; gap: 0 1.5rem }
@media screen and (max-width: 44rem) {
  .pair { display: block }
  .wide dl { display: block }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  table, tbody, tr, td, tbody th { display: block }
  tbody tr { border-top: 1px solid #000; padding: .3em 0 }
  tbody tr + tr > * { border-top: 0 }
  td, td.n { display: grid; grid-template-columns: 8rem 1fr; gap: .5rem; text-align: left }
  td.n, .brief td, .one td, .one tbody th, .red td, .red tbody th { white-space: normal }
  td::before { content: attr(data-label); color: #333 }
  .blank { min-width: 6rem }
  td:has(span:empty) { display: none }
  svg text { font-size: 22px }
  svg .minor { display: none }
  figure { margin: 1.2em 0 .6em }
}
@media print {
  @page { size: A4; margin: 6mm 10mm }
  body { font-size: 9pt; line-height: 1.1 }
  main { max-width: none; padding: 0 }
  h2 { margin: .15em 0 .05em }
  p, dl, ul, table { margin: .05em 0 }
  figure { margin: .3em 0 0 }
  th, td { padding: .03em .4em .03em 0 }
  .one tbody th { padding-right: 1.2em }
  .red th, .red td { padding-right: .9em }
  p .blank { height: 1.35em }
  .small, caption, code { font-size: 1em }
  tr, li, figure, .stop, .whole { break-inside: avoid }
  h2 { break-after: avoid }
  thead { display: table-header-group }
}
"""
