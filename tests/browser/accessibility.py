"""What a page must have for a screen reader, a keyboard and tired eyes; computed in the page itself."""

from playwright.sync_api import Page

_LOOK = """
() => {
  const problems = [];
  const visible = (element) => element.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const headings = [...document.querySelectorAll("h1,h2,h3,h4")].filter(visible).map((h) => Number(h.tagName[1]));
  if (document.querySelectorAll("h1").length !== 1) problems.push("not exactly one h1");
  headings.forEach((level, place) => {
    if (place && level > headings[place - 1] + 1) problems.push(`heading jumps to h${level}`);
  });
  if (!document.documentElement.lang) problems.push("no lang");
  if (!document.querySelector("main")) problems.push("no main");
  for (const image of document.images) if (!image.hasAttribute("alt")) problems.push(`no alt: ${image.src}`);
  for (const field of document.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    const named = field.labels?.length || field.getAttribute("aria-label") || field.getAttribute("aria-labelledby");
    if (!named) problems.push(`no label: ${field.name || field.id}`);
  }
  for (const control of document.querySelectorAll("a, button")) {
    const hidden = control.closest('[aria-hidden="true"]');
    const name = control.textContent.trim() || control.getAttribute("aria-label")
      || [...control.querySelectorAll("img")].map((image) => image.alt).join("");
    if (!name && !hidden) problems.push(`no name: ${control.outerHTML.slice(0, 90)}`);
    if (hidden && control.tabIndex >= 0) problems.push(`hidden but in the tab order: ${control.outerHTML.slice(0, 90)}`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of ids) if (ids.filter((other) => other === id).length > 1) problems.push(`id twice: ${id}`);
  for (const element of document.querySelectorAll("[aria-labelledby], [aria-describedby]")) {
    for (const name of ["aria-labelledby", "aria-describedby"]) {
      for (const id of (element.getAttribute(name) || "").split(" ").filter(Boolean)) {
        if (!document.getElementById(id)) problems.push(`${name} names nothing: ${id}`);
      }
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) problems.push("the page is wider than the screen");

  // Contrast by WCAG 2.2, 1.4.3: 4.5 to 1, or 3 to 1 for large text.
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const ground = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      const colour = rgba(getComputedStyle(e).backgroundColor);
      if (colour[3]) layers.push(colour);
      if (colour[3] === 255) break;
    }
    let base = [255, 255, 255];
    for (const layer of layers.reverse()) base = base.map((v, i) => layer[i] * layer[3] / 255 + v * (1 - layer[3] / 255));
    return base;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || seen.has(element) || !visible(element)) continue;
    seen.add(element);
    const style = getComputedStyle(element);
    const one = light(rgba(style.color)), other = light(ground(element));
    const ratio = (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
    const size = parseFloat(style.fontSize), bold = Number(style.fontWeight) >= 700;
    const needed = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
    if (ratio < needed) problems.push(`contrast ${ratio.toFixed(2)}: ${element.textContent.trim().slice(0, 40)}`);
  }
  return problems;
}
"""


def problems(page: Page) -> list[str]:
    """Everything found wrong on a page."""
    found: list[str] = page.evaluate(_LOOK)
    return found
