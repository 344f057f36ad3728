/** The report's look. Blue and orange are told apart by every kind of colour vision. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #f6f7f9; --sheet: #fff; --ink: #1b2027; --soft: #59636e; --line: #d9dee4; --r: #3b6fb6; --c: #e07b1a; --bad: #a8200d; --good: #1a6b35; --hit: #fdecea; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171b; --sheet: #1d2126; --ink: #e8ebee; --soft: #a3adb8; --line: #363d46; --r: #6ea2e8; --c: #f2a04e; --bad: #ff9a8a; --good: #7fd69a; --hit: #3d2320; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 76rem; padding: 1.25rem 1rem 3rem; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.7rem; line-height: 1.2; }
h2 { margin: 2rem 0 .6rem; font-size: 1.15rem; }
h3 { margin: 0; font-size: 1rem; }
p { margin: .3rem 0 .6rem; }
a { color: inherit; text-underline-offset: .15em; }
.lead { color: var(--soft); }
.sides { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; margin: 1rem 0 0; }
.sides dt { font-weight: 600; }
.sides dd { margin: 0; color: var(--soft); }
.key { display: inline-block; width: .75em; height: .75em; margin-right: .4em; border-radius: 2px; }
.key.r { background: var(--r); }
.key.c { background: var(--c); }
.scroll { overflow-x: auto; background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; }
.scroll:focus-visible, a:focus-visible, summary:focus-visible { outline: 2px solid var(--r); outline-offset: 2px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.summary { width: 100%; white-space: nowrap; overflow-wrap: normal; }
.summary th, .summary td { padding: .4rem .75rem; text-align: right; font-weight: 400; }
.summary tr + tr, .summary tbody { border-top: 1px solid var(--line); }
.summary thead th { color: var(--soft); font-size: .87em; }
.summary .name { text-align: left; }
.summary th.name a { font-weight: 600; }
.summary td.name, .summary th.name { max-width: min(18rem, 36vw); overflow: hidden; text-overflow: ellipsis; }
.summary .hit { background: var(--hit); color: var(--bad); }
abbr { text-decoration: none; }
.verdict { white-space: nowrap; font-weight: 600; }
.bad { color: var(--bad); }
.good { color: var(--good); }
.none { color: var(--soft); }
.chip { display: inline-block; margin-right: .2rem; padding: 0 .5em; border-radius: 1em; background: var(--hit); color: var(--bad); font-size: .87em; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: 1rem; align-items: start; }
.card { min-width: 0; padding: .9rem 1rem; background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; }
.bins { width: 100%; table-layout: fixed; font-size: .8rem; line-height: 1.3; }
.bins th, .bins td { padding: 2px 0; text-align: right; font-weight: 400; }
.bins .label { width: 40%; }
.bins .share { width: 3.1rem; }
.bins th { padding-right: .6rem; font-size: .94em; color: var(--soft); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bars svg { display: block; }
rect.r { fill: var(--r); }
rect.c { fill: var(--c); }
.facts { width: 100%; margin-top: .7rem; border-top: 1px solid var(--line); font-size: .8rem; }
.facts th, .facts td { padding: .15rem 0; text-align: right; font-weight: 400; }
.facts tbody th { text-align: left; color: var(--soft); }
.w1, details { font-size: .8rem; color: var(--soft); }
.w1 { margin: .2rem 0 0; }
summary { cursor: pointer; }
.method { margin: 0; display: grid; gap: .4rem; }
.method div { display: grid; grid-template-columns: 6.5rem 1fr; gap: .75rem; }
.method dt { font-weight: 600; }
.method dd { margin: 0; color: var(--soft); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print { body { max-width: none; } .card { break-inside: avoid; } }
`;
