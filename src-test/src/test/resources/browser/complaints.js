// SPDX-License-Identifier: Apache-2.0

// Returns what is wrong with the page that is shown, as far as a program can tell.
const all = (selector) => [...document.querySelectorAll(selector)];
const isShown = (element) => element.getClientRects().length > 0;
const text = (element) => element.textContent.trim();
const name = (element) => element.getAttribute('aria-label') ?? (text(element) || element.querySelector('img')?.alt);
const width = arguments[0];
const complaints = [];
const complain = (what, elements) => elements.forEach((element) => complaints.push(`${what}: ${element.outerHTML.slice(0, 160)}`));

/** Returns whether the element may be wider than what is around it, as that can be scrolled. */
const isScrolled = (element) => element !== null && element !== document.body && (getComputedStyle(element).overflowX !== 'visible' || isScrolled(element.parentElement));

/** Returns whether text is wider than the box that it stands in. */
const isCut = (element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline' && !isScrolled(element);

complain('field without a label', all('input:not([type=hidden]), select, textarea').filter((field) => field.labels.length === 0 && !field.ariaLabel));
complain('nothing to read out', all('a[href], button').filter((element) => !name(element)));
complain('picture without a description', all('img:not([alt])'));
complain('picture that is missing', all('img').filter((image) => image.complete && image.naturalWidth === 0));
complain('identifier that is used twice', all('[id]').filter((element, i, every) => every.findIndex((other) => other.id === element.id) < i));
complain('wider than the page', all('body *').filter((element) => isShown(element) && !isScrolled(element.parentElement) && element.getBoundingClientRect().right > width + 1));
complain('text that is cut', all('main *, header *, footer *, aside *').filter((element) => isShown(element) && element.tagName !== 'svg' && isCut(element)));
complain('too small for a finger', all('button, input:not([type=hidden]), select').filter((element) => isShown(element) && element.getBoundingClientRect().height < 24));
if (all('h1').length !== 1) {
  complaints.push(`${all('h1').length} main headings`);
}
if (!document.documentElement.lang || !document.title) {
  complaints.push('no language or no title');
}
if (/\?\?\w|[$#]\{|\bnull\b|undefined|NaN/.test(document.body.innerText)) {
  complaints.push(`a text that is not there: ${document.body.innerText.match(/.{0,40}(\?\?\w|[$#]\{|\bnull\b|undefined|NaN).{0,40}/)[0]}`);
}
return complaints.slice(0, 5).join('\n');
