// Everything works without this script; it spares loading pages again.
'use strict';

(() => {
  const SHORTEST_PAUSE = 1000;
  const LONGEST_PAUSE = 30000;
  const live = document.getElementById('live');
  const log = document.getElementById('log');
  const said = document.getElementById('said');
  const lost = document.getElementById('lost');
  const openedByServer = new WeakMap();
  let losing = 0;

  const pause = millis => new Promise(resolve => setTimeout(resolve, millis));
  const status = () => document.querySelector('h1 .pill')?.textContent ?? '';

  /** Screen readers say it; everybody else sees the page change. */
  function say(text) {
    if (text && said.textContent !== text) {
      said.textContent = text;
    }
  }

  /** A short gap is nobody's business: servers restart, and long connections are closed now and then. */
  function connected(yes) {
    if (yes) {
      clearTimeout(losing);
      losing = 0;
      lost.hidden = true;
    } else if (!losing) {
      losing = setTimeout(() => {
        lost.hidden = false;
      }, 4000);
    }
  }

  /** Whether the server sent it open; what the reader does to it later is the reader's. */
  function remember(root) {
    const all = [...root.querySelectorAll('details')];
    for (const details of root.nodeName === 'DETAILS' ? [root, ...all] : all) {
      if (!openedByServer.has(details)) {
        openedByServer.set(details, details.open);
      }
    }
  }

  /** A form is never turned into another one: whoever presses its button must get what it said. */
  const isSame = (old, fresh) => old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName
    && (old.nodeName !== 'FORM' || old.getAttribute('action') === fresh.getAttribute('action'))
    && (old.dataset?.key ?? '') === (fresh.dataset?.key ?? '');

  /** Makes a node like another, and leaves alone what the reader did with it: opened, chosen, focused, scrolled. */
  function become(old, fresh) {
    if (old.isEqualNode(fresh)) {
      return;
    }
    if (old.nodeType === Node.ELEMENT_NODE) {
      becomeElement(old, fresh);
    } else {
      old.data = fresh.data;
    }
  }

  function becomeElement(old, fresh) {
    for (const {name} of [...old.attributes]) {
      if (!fresh.hasAttribute(name) && name !== 'open' && name !== 'disabled') {
        old.removeAttribute(name);
      }
    }
    for (const {name, value} of [...fresh.attributes]) {
      if (name !== 'open' && old.getAttribute(name) !== value) {
        old.setAttribute(name, value);
      }
    }
    if (old.nodeName === 'DETAILS' && openedByServer.get(old) !== fresh.open) {
      old.open = fresh.open;
      openedByServer.set(old, fresh.open);
    }
    becomeChildren(old, [...fresh.childNodes]);
  }

  /** In order: what is still there is found again, even if something before it went away or was put in. */
  function becomeChildren(old, after) {
    const rest = [...old.childNodes];
    for (const child of after) {
      const isText = child.nodeType !== Node.ELEMENT_NODE;
      const at = (isText ? rest.slice(0, 1) : rest).findIndex(candidate => isSame(candidate, child));
      if (at < 0) {
        old.insertBefore(child, rest[0] ?? null);
        if (!isText) {
          remember(child);
        }
      } else {
        rest.splice(0, at).forEach(gone => gone.remove());
        become(rest.shift(), child);
      }
    }
    rest.forEach(gone => gone.remove());
  }

  function put(fresh) {
    const before = status();
    const old = document.querySelector(`[data-block="${CSS.escape(fresh.dataset.block)}"]`);
    if (old) {
      become(old, fresh);
    } else if (live) {
      live.append(fresh);
      remember(fresh);
    }
    if (status() !== before) {
      say(status());
    }
  }

  /** Asks for the page again and puts its blocks in place. */
  async function refresh() {
    const answer = await fetch(location.href, {credentials: 'same-origin', headers: {Accept: 'text/html'}});
    if (answer.redirected || answer.status === 401 || answer.status === 403 || answer.status === 404) {
      location.replace(answer.url);
      return;
    }
    if (!answer.ok) {
      throw new Error(`status ${answer.status}`);
    }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    page.querySelectorAll('[data-block]').forEach(block => put(document.importNode(block, true)));
    document.body.dataset.refresh = page.body.dataset.refresh;
  }

  const seconds = () => Number(document.body.dataset.refresh);

  async function refreshNowAndThen() {
    while (seconds() > 0) {
      await pause(1000 * seconds());
      if (document.hidden) {
        continue;
      }
      try {
        await refresh();
        connected(true);
      } catch (unreachable) {
        connected(false);
      }
    }
  }

  function follow(wait) {
    const events = new EventSource(live.dataset.events);
    events.addEventListener('open', () => {
      connected(true);
      wait = SHORTEST_PAUSE;
    });
    events.addEventListener('block', event => {
      put(document.createRange().createContextualFragment(event.data).firstElementChild);
    });
    events.addEventListener('end', event => {
      events.close();
      connected(true);
      document.title = `${event.data === 'SUCCESS' ? '✓' : '✗'} ${document.title}`;
    });
    events.addEventListener('error', async () => {
      connected(false);
      if (events.readyState !== EventSource.CLOSED) {
        return; // The browser tries again by itself.
      }
      await pause(wait);
      try {
        await refresh();
      } catch (unreachable) { // The next round asks again.
      }
      follow(Math.min(wait * 2, LONGEST_PAUSE));
    });
  }

  function append(text) {
    const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 30;
    const lines = text.split('\n');
    lines.pop();
    for (const line of lines) {
      const row = document.createElement('span');
      row.className = 'line';
      if (log.dataset.next) {
        const number = log.dataset.next++;
        const anchor = document.createElement('a');
        anchor.href = `#L${number}`;
        anchor.textContent = number;
        row.id = `L${number}`;
        row.append(anchor);
      }
      const words = document.createElement('span');
      words.textContent = `${line}\n`;
      row.append(words);
      log.append(row);
    }
    if (atEnd) {
      log.scrollTop = log.scrollHeight;
    }
  }

  /** @return whether there will be more */
  async function readLog() {
    const answer = await fetch(`${log.dataset.url}?start=${log.dataset.start}`, {credentials: 'same-origin'});
    if (answer.redirected || (answer.status >= 400 && answer.status < 500 && answer.status !== 429)) {
      return false;
    }
    if (!answer.ok) {
      throw new Error(`status ${answer.status}`);
    }
    append(await answer.text());
    log.dataset.start = answer.headers.get('X-Text-Size');
    return answer.headers.get('X-More-Data') === 'true';
  }

  async function followLog() {
    let wait = SHORTEST_PAUSE;
    for (;;) {
      try {
        if (!await readLog()) {
          return;
        }
        wait = SHORTEST_PAUSE;
      } catch (unreachable) {
        wait = Math.min(wait * 2, LONGEST_PAUSE);
      }
      await pause(document.hidden ? Math.max(wait, 5000) : wait);
    }
  }

  /** A line that the page leaves out is in the whole log. */
  function showLine() {
    if (!log || !/^#L\d+$/.test(location.hash)) {
      return;
    }
    const line = document.getElementById(location.hash.slice(1));
    if (line) {
      line.scrollIntoView({block: 'center'});
    } else if (log.dataset.whole) {
      location.replace(log.dataset.whole + location.hash);
    }
  }

  remember(document);
  if (log) {
    log.scrollTop = log.scrollHeight;
    showLine();
    addEventListener('hashchange', showLine);
  }
  if (live && live.dataset.events) {
    follow(SHORTEST_PAUSE);
    followLog();
  } else if (log && log.dataset.url) {
    followLog().then(refresh);
  } else {
    refreshNowAndThen();
  }

  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.dataset.ask && !confirm(form.dataset.ask)) {
      event.preventDefault();
      return;
    }
    const button = event.submitter ?? form.querySelector('button');
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
