// SPDX-License-Identifier: Apache-2.0

/** Fills the bar at the foot of the page from this request's own Server-Timing field. */
(() => {
  const [navigation] = performance.getEntriesByType('navigation');
  const metrics = new Map((navigation?.serverTiming ?? []).map((metric) => [metric.name, metric]));
  if (!metrics.has('render')) {
    return;
  }

  const millis = (duration) => `${duration < 10 ? duration.toFixed(2) : duration.toFixed(0)} ms`;

  const fact = (label, value, detail, className = '') => {
    const span = document.createElement('span');
    const bold = document.createElement('b');
    bold.textContent = value;
    span.className = className;
    span.append(label, bold, detail);
    return span;
  };

  const { duration: rendered } = metrics.get('render');
  const database = metrics.get('db');
  const cache = metrics.get('cache')?.description;
  const line = document.createElement('p');
  line.className = 'wide';
  line.append(fact('Made in ', millis(rendered), ''));
  line.append(fact('', database.description, ` in ${millis(database.duration)}`));
  if (cache) {
    const [verdict, ...why] = cache.split('; ');
    line.append(fact('Cache: ', verdict, why.length ? `, ${why.join(', ')}` : '', verdict === 'hit' ? 'hit' : 'miss'));
  } else {
    line.append(fact('Cache: ', 'none', ''));
  }
  document.getElementById('bar').replaceChildren(line);
})();
