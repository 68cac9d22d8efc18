// Everything works without this script; it spares loading pages again.
'use strict';

(() => {
  const live = document.getElementById('live');
  const log = document.getElementById('log');

  /** Puts a block in its place, and keeps open what the reader has opened. */
  function put(html) {
    const fresh = document.createRange().createContextualFragment(html).firstElementChild;
    if (!fresh) {
      return;
    }
    const old = live.querySelector(`:scope > [data-block="${CSS.escape(fresh.dataset.block)}"]`);
    if (!old) {
      live.append(fresh);
      return;
    }
    for (const details of fresh.querySelectorAll('details[data-key]')) {
      const before = old.querySelector(`details[data-key="${CSS.escape(details.dataset.key)}"]`);
      if (before) {
        details.open = before.open;
      }
    }
    old.replaceWith(fresh);
  }

  function follow() {
    const events = new EventSource(live.dataset.events);
    events.addEventListener('block', event => put(event.data));
    events.addEventListener('end', () => {
      events.close();
      finish();
    });
    events.onerror = () => {
      if (events.readyState === EventSource.CLOSED) {
        setTimeout(() => location.reload(), 5000);
      }
    };
  }

  function append(text) {
    const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 30;
    const lines = text.split('\n');
    lines.pop();
    for (const line of lines) {
      const number = log.dataset.next++;
      const row = document.createElement('span');
      row.className = 'line';
      row.id = `L${number}`;
      const anchor = document.createElement('a');
      anchor.href = `#L${number}`;
      anchor.textContent = number;
      const words = document.createElement('span');
      words.textContent = `${line}\n`;
      row.append(anchor, words);
      log.append(row);
    }
    if (atEnd) {
      log.scrollTop = log.scrollHeight;
    }
  }

  async function readLog() {
    const answer = await fetch(`${log.dataset.url}?start=${log.dataset.start}`, {credentials: 'same-origin'});
    if (!answer.ok) {
      return true;
    }
    append(await answer.text());
    log.dataset.start = answer.headers.get('X-Text-Size');
    return answer.headers.get('X-More-Data') === 'true';
  }

  async function followLog() {
    let more = true;
    while (more) {
      try {
        more = await readLog();
      } catch (unreachable) {
        more = true;
      }
      if (more) {
        await new Promise(resolve => setTimeout(resolve, document.hidden ? 5000 : 1000));
      }
    }
  }

  /** The buttons and links of a build that has ended are other ones; the page itself knows them. */
  function finish() {
    document.body.dataset.refresh = '0';
    document.title = document.title.replace(/^/, '✓ ');
  }

  if (log) {
    log.scrollTop = log.scrollHeight;
    if (location.hash.startsWith('#L')) {
      const line = document.getElementById(location.hash.slice(1));
      if (line) {
        line.scrollIntoView({block: 'center'});
      }
    }
    if (log.dataset.url) {
      followLog();
    }
  }
  if (live && live.dataset.events) {
    follow();
  } else if (Number(document.body.dataset.refresh) > 0) {
    setTimeout(() => {
      if (!document.activeElement || !document.activeElement.closest('form')) {
        location.reload();
      }
    }, 1000 * Number(document.body.dataset.refresh));
  }

  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.dataset.ask && !confirm(form.dataset.ask)) {
      event.preventDefault();
      return;
    }
    const button = form.querySelector('button');
    if (button) {
      setTimeout(() => {
        button.disabled = true;
        if (form.dataset.busy) {
          button.textContent = form.dataset.busy;
        }
      });
    }
  });
  addEventListener('pageshow', event => {
    if (event.persisted) {
      for (const button of document.querySelectorAll('button[disabled]')) {
        button.disabled = false;
      }
    }
  });
})();
