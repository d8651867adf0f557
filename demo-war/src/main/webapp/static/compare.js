// SPDX-License-Identifier: Apache-2.0

/** Fetches the same pages past the cache and through it, and draws what came back. */
(() => {
  const UNCACHED = '/nocache';
  const paths = [...document.querySelectorAll('#paths a')].map((a) => a.getAttribute('href'));
  const root = new URL(document.querySelector('.brand').href).pathname.replace(/\/$/, '');
  const byId = (id) => document.getElementById(id);

  /** Fetches a page as a stranger would and returns what it took. */
  const measure = async (path) => {
    const begin = performance.now();
    const response = await fetch(path, { credentials: 'omit', cache: 'no-store' });
    await response.text();
    const seen = performance.now() - begin;
    if (!response.ok) {
      throw new Error(`${path} answered ${response.status}`);
    }
    const timing = response.headers.get('Server-Timing') ?? '';
    return {
      seen,
      rendered: Number(/render;dur=([\d.]+)/.exec(timing)?.[1] ?? NaN),
      queries: Number(/desc="(\d+) quer/.exec(timing)?.[1] ?? NaN),
      hit: /cache;desc="hit/.test(timing),
    };
  };

  /** Measures every page past the cache and through it, so many times, and reports the progress. */
  const measureAll = async (rounds, report) => {
    const results = { off: [], on: [] };
    for (let round = 0; round < rounds; round++) {
      for (const [i, path] of paths.entries()) {
        results.off.push(await measure(root + UNCACHED + path.slice(root.length)));
        results.on.push(await measure(path));
        report((round * paths.length + i + 1) / (rounds * paths.length));
      }
    }
    return results;
  };

  const sorted = (values) => values.slice().sort((a, b) => a - b);
  const percentile = (values, p) => values[Math.min(values.length - 1, Math.ceil(values.length * p) - 1)];
  const sum = (values) => values.reduce((a, b) => a + b, 0);
  const short = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));

  const element = (name, attributes = {}, text = '') => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.textContent = text;
    return made;
  };

  /** Draws for each series the share of answers that took at most so long, time on a log scale. */
  const draw = (series) => {
    const svg = byId('latencies');
    const narrow = svg.parentElement.clientWidth < 600;
    const [width, height] = narrow ? [420, 320] : [1000, 360];
    const [left, right, top, bottom] = [58, 30, 16, 48];
    const all = sorted(series.flatMap((one) => one.values));
    const from = Math.floor(Math.log10(Math.max(all[0], 0.05)) * 2) / 2;
    const to = Math.max(from + 0.5, Math.ceil(Math.log10(all.at(-1)) * 2) / 2);
    const x = (ms) => left + ((Math.log10(Math.max(ms, 0.05)) - from) / (to - from)) * (width - left - right);
    const y = (share) => height - bottom - share * (height - top - bottom);
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    svg.replaceChildren(svg.querySelector('title'));
    for (const share of [0, 0.25, 0.5, 0.75, 1]) {
      svg.append(element('path', { class: 'grid', d: `M${left} ${y(share)}H${width - right}` }));
      svg.append(element('text', { x: left - 8, y: y(share) + 5, 'text-anchor': 'end' }, `${share * 100} %`));
    }
    for (let tens = Math.floor(from); tens <= Math.ceil(to); tens++) {
      for (const ms of [10 ** tens, 2 * 10 ** tens, 5 * 10 ** tens]) {
        if (x(ms) >= left && x(ms) <= width - right + 1) {
          svg.append(element('path', { class: 'grid', d: `M${x(ms)} ${top}V${height - bottom}` }));
          svg.append(element('text', { x: x(ms), y: height - bottom + 20, 'text-anchor': 'middle' }, String(Number(ms.toPrecision(1)))));
        }
      }
    }
    svg.append(element('text', { x: width - right, y: height - 8, 'text-anchor': 'end' }, 'milliseconds, logarithmic'));
    for (const { name, values } of series) {
      const steps = values.map((value, i) => `H${x(value).toFixed(1)}V${y((i + 1) / values.length).toFixed(1)}`);
      svg.append(element('path', { class: `curve ${name}`, d: `M${x(values[0]).toFixed(1)} ${y(0)}${steps.join('')}H${width - right}` }));
    }
  };

  const fact = (value, label) => {
    const item = document.createElement('li');
    const bold = document.createElement('b');
    const small = document.createElement('small');
    bold.textContent = value;
    small.textContent = label;
    item.append(bold, small);
    return item;
  };

  const row = (cells) => {
    const made = document.createElement('tr');
    cells.forEach((cell, i) => {
      const td = document.createElement(i === 0 ? 'th' : 'td');
      if (i === 0) {
        td.scope = 'row';
      }
      td.textContent = cell;
      made.append(td);
    });
    return made;
  };

  /** What the chart shows, for the case that the window gets another width. */
  let drawn = [];

  const PERCENTILES = [0.5, 0.95, 0.99];

  /** Returns the rows of the table for one kind of time: without, with, and how many times less. */
  const rows = (label, off, on) => {
    const figures = (values) => PERCENTILES.map((p) => percentile(values, p));
    const ratios = figures(off).map((value, i) => `${short(value / figures(on)[i])}×`);
    return [
      row([label, 'without', ...figures(off).map(short)]),
      row(['', 'with', ...figures(on).map(short)]),
      row(['', 'ratio', ...ratios]),
    ];
  };

  const show = ({ off, on }) => {
    const of = (results, key) => sorted(results.map((result) => result[key]));
    const perSecond = (results) => sum(of(results, 'queries')) / (sum(of(results, 'seen')) / 1000);
    const hits = on.filter((result) => result.hit).length;
    const [seenOff, seenOn] = [of(off, 'seen'), of(on, 'seen')];
    byId('results').hidden = false;
    byId('facts').replaceChildren(
      fact(`${short(percentile(seenOff, 0.5) / percentile(seenOn, 0.5))} ×`, 'quicker at the median, as the browser saw it'),
      fact(`${((hits / on.length) * 100).toFixed(0)} %`, `hit rate: ${hits} of ${on.length} answers came from the cache`),
      fact(`${sum(of(off, 'queries'))} → ${sum(of(on, 'queries'))}`, `queries for ${on.length} pages, without and with`),
      fact(`${perSecond(off).toFixed(0)} → ${perSecond(on).toFixed(0)}`, 'queries per second while the pages were fetched'),
    );
    drawn = [{ name: 'off', values: seenOff }, { name: 'on', values: seenOn }];
    draw(drawn);
    byId('table').tBodies[0].replaceChildren(
      ...rows('Browser', seenOff, seenOn),
      ...rows('Server', of(off, 'rendered'), of(on, 'rendered')),
    );
  };

  window.addEventListener('resize', () => {
    if (drawn.length > 0) {
      draw(drawn);
    }
  });

  byId('run').addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = event.submitter ?? byId('run').querySelector('button');
    const rounds = Number(byId('rounds').value);
    const progress = byId('progress');
    button.disabled = true;
    progress.hidden = false;
    byId('state').textContent = `Fetching ${paths.length} pages, ${rounds} times, both ways …`;
    try {
      const results = await measureAll(rounds, (share) => { progress.value = share; });
      show(results);
      byId('state').textContent = `Measured ${results.off.length} answers without and ${results.on.length} with the cache, one at a time.`;
    } catch (e) {
      byId('state').textContent = `The measuring was broken off: ${e.message}`;
    } finally {
      button.disabled = false;
      progress.hidden = true;
    }
  });
})();
