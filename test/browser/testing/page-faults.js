/** Runs in the page; answers one sentence for each fault. */
(() => {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const nameOf = (element) => `${element.tagName.toLowerCase()} "${element.outerHTML.slice(0, 80)}"`;
  const isShown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  if (document.documentElement.lang === '') faults.push('the page has no language');
  if (document.title === '') faults.push('the page has no title');
  if (all('h1').length !== 1) faults.push(`the page has ${all('h1').length} first headings`);
  if (all('main').length !== 1) faults.push(`the page has ${all('main').length} main parts`);

  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth - clientWidth} pixels wider than the window`);

  const ids = all('[id]').map(({ id }) => id);
  for (const id of ids.filter((one, index) => ids.indexOf(one) !== index)) faults.push(`the id ${id} is there twice`);
  for (const element of all('[aria-describedby], [aria-labelledby], [aria-controls]')) {
    for (const attribute of ['aria-describedby', 'aria-labelledby', 'aria-controls']) {
      for (const id of (element.getAttribute(attribute) ?? '').split(' ').filter(Boolean))
        if (document.getElementById(id) === null) faults.push(`${attribute} of ${nameOf(element)} leads nowhere`);
    }
  }

  let level = 0;
  for (const heading of all('h1, h2, h3, h4, h5, h6').filter((one) => one.closest('.prose') === null)) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) faults.push(`${nameOf(heading)} skips a level`);
    level = next;
  }

  for (const field of all('input:not([type=hidden]), select, textarea'))
    if (field.labels.length === 0 && !field.hasAttribute('aria-label')) faults.push(`${nameOf(field)} has no label`);
  for (const legend of all('fieldset > legend'))
    if (legend.getBoundingClientRect().top <= legend.parentElement.getBoundingClientRect().top)
      faults.push(`${nameOf(legend)} stands across the frame`);
  for (const image of all('img')) if (!image.hasAttribute('alt')) faults.push(`${nameOf(image)} has no alt`);
  for (const frame of all('iframe')) if (frame.title === '') faults.push(`${nameOf(frame)} has no title`);
  for (const control of all('a[href], button, summary'))
    if ((control.getAttribute('aria-label') ?? control.textContent).trim() === '')
      faults.push(`${nameOf(control)} has no name`);

  const colour = (text) => {
    const [red, green, blue, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    return { red, green, blue, alpha };
  };
  const light = ({ red, green, blue }) => {
    const part = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
  };
  const groundOf = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const ground = colour(getComputedStyle(at).backgroundColor);
      if (ground.alpha === 1) return ground;
    }
    return { red: 255, green: 255, blue: 255 };
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const measured = new Set();
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const element = node.parentElement;
    if (node.textContent.trim() === '' || measured.has(element) || !isShown(element)) continue;
    if (element.closest('script, .visually-hidden, .skip-link, [disabled]') !== null) continue;
    measured.add(element);
    const style = getComputedStyle(element);
    const [one, other] = [light(colour(style.color)), light(groundOf(element))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    const size = parseFloat(style.fontSize);
    const enough = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    if (contrast < enough) faults.push(`${nameOf(element)} has a contrast of ${contrast.toFixed(2)}`);
  }
  return faults;
})();
