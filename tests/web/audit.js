// What a page lacks for those who use a keyboard or a screen reader; one line for each thing.
() => {
  const faults = [];
  const say = (what, node) => faults.push(`${what}: ${node.outerHTML.slice(0, 160)}`);
  const seen = (node) => node.checkVisibility({ visibilityProperty: true });
  const all = (query) => [...document.querySelectorAll(query)];
  const words = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  const named = (node) => (node.getAttribute("aria-label") || words(node.getAttribute("aria-labelledby") ?? "")
    || [...(node.labels ?? [])].map((label) => label.textContent).join(" ") || node.textContent).trim();

  if (!document.documentElement.lang) faults.push("no language");
  if (!document.title.trim()) faults.push("no title");
  for (const one of ["main", "h1", "header", "footer"]) {
    if (all(one).length !== 1) faults.push(`${all(one).length} of ${one}`);
  }
  let level = 0;
  for (const heading of all("h1, h2, h3, h4").filter(seen)) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) say(`h${level} is followed by h${own}`, heading);
    level = own;
  }
  for (const node of all("a[href], button, summary, nav, section, table, [role=region]")) {
    const name = node.tagName === "TABLE" ? node.caption?.textContent.trim() : named(node);
    if (!name) say("no name", node);
  }
  for (const node of all("input:not([type=hidden]), select, textarea")) {
    if (![...(node.labels ?? [])].some((label) => label.textContent.trim())) say("no label", node);
  }
  for (const node of all("fieldset")) if (!node.querySelector("legend")?.textContent.trim()) say("no legend", node);
  for (const node of all("svg[role=img]")) if (!words(node.getAttribute("aria-labelledby") ?? "").trim()) say("no words", node);
  for (const node of all("img:not([alt]), [tabindex]:not([tabindex='0']):not([tabindex='-1'])")) say("no", node);
  for (const name of ["aria-labelledby", "aria-describedby", "for"]) {
    for (const node of all(`[${name}]`)) {
      for (const id of node.getAttribute(name).split(/\s+/)) if (!document.getElementById(id)) say(`no ${id}`, node);
    }
  }
  const ids = all("[id]").map((node) => node.id);
  for (const id of ids.filter((id, place) => ids.indexOf(id) !== place)) faults.push(`id twice: ${id}`);

  // Contrast as WCAG 2 defines it; a canvas turns any way to write a colour into numbers.
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const paint = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => rgb.map((each) => each / 255)
    .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4))
    .reduce((sum, each, place) => sum + each * [0.2126, 0.7152, 0.0722][place], 0);
  const behind = (node) => {
    const layers = [];
    for (let each = node; each; each = each.parentElement) layers.unshift(getComputedStyle(each).backgroundColor);
    return layers;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !seen(node) || node.closest(".unseen, title, desc, script")) continue;
    const style = getComputedStyle(node), under = ["white", ...behind(node)];
    const colour = node.namespaceURI.endsWith("svg") ? style.fill : style.color;
    const [high, low] = [light(paint([...under, colour])), light(paint(under))].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) say(`contrast ${ratio.toFixed(2)}`, node);
  }
  return faults;
}
