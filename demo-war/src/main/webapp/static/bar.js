// SPDX-License-Identifier: Apache-2.0

/** Fills the bar at the foot of the page from this request's own Server-Timing field. */
(() => {
  const [navigation] = performance.getEntriesByType('navigation');
  const metrics = new Map((navigation?.serverTiming ?? []).map((metric) => [metric.name, metric]));
  if (!metrics.has('render')) {
    return;
  }

  const millis = (duration) => `${duration < 10 ? duration.toFixed(2) : duration.toFixed(0)} ms`;

  const clock = (seconds) => (seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`);

  const span = (className, ...parts) => {
    const made = document.createElement('span');
    made.className = className;
    made.append(...parts);
    return made;
  };

  const bold = (text) => {
    const made = document.createElement('b');
    made.textContent = text;
    return made;
  };

  /** Returns the parameters of a Cache-Status member (RFC 9211), and the age that comes with it. */
  const parsed = (status) => {
    const parts = status.match(/(?:[^;"]|"(?:\\.|[^"\\])*")+/g).map((part) => part.trim());
    const pair = (part) => part.match(/^([^= ]+)(?:[= ](.*))?$/s)?.slice(1) ?? [part];
    const found = Object.fromEntries(parts.map(pair).map(([key, value]) => [key, value ?? 'yes']));
    found.detail = found.detail?.slice(1, -1).replace(/\\(.)/g, '$1');
    return found;
  };

  /** Returns what the cache did with this request, and why. */
  const told = (status) => {
    if (status === undefined && navigation.responseStatus >= 400) {
      return ['miss', 'not stored', ': pages that tell of a fault are made each time'];
    }
    if (status === undefined) {
      return ['miss', 'silent', ': Cache-Status is switched off'];
    }
    const { hit, fwd, ttl, age, stored, collapsed, detail } = parsed(status);
    if (hit && ttl < 0) {
      return ['hit', 'hit', `, ${clock(Number(age))} old and past its time; a new one is being made now`];
    }
    if (hit) {
      return ['hit', 'hit', `, made ${clock(Number(age))} ago for another request, with a header of your own, fresh for ${clock(Number(ttl))} more`];
    }
    if (collapsed) {
      return ['hit', 'shared', ', made just now for somebody who asked at the same moment'];
    }
    if (stored) {
      const why = fwd === 'stale' ? 'the stored one was too old' : fwd === 'vary-miss' ? 'there was none for a request like this' : 'there was none yet';
      return ['miss', 'miss', `: ${why}, and this one is stored now`];
    }
    if (fwd === 'bypass' || fwd === 'method') {
      return ['miss', 'passed by', `: ${detail}`];
    }
    return ['miss', age === undefined ? 'not stored' : 'old copy', `: ${detail}`];
  };

  const database = metrics.get('db');
  const [className, verdict, why] = told(metrics.get('cache')?.description);
  const fragments = metrics.get('fragments')?.description;
  const line = document.createElement('p');
  line.className = 'wide';
  line.append(
    span('', 'Answered in ', bold(millis(metrics.get('render').duration))),
    span('', bold(database.description), database.duration > 0 ? ` in ${millis(database.duration)}` : ''),
    ...(fragments === undefined ? [] : [span('', 'Parts: ', bold(fragments))]),
    span(className, 'Cache: ', bold(verdict), why),
  );
  document.getElementById('bar').replaceChildren(line);
})();
