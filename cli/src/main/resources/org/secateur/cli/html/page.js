/* The page: themes, figures as they are shown and saved, the slider, search and copying. */
(function () {
  'use strict';

  var ROLES = ['paper', 'raised', 'ink', 'muted', 'rule', 'original', 'pruned', 'degree', 'weight', 'uniform', 'largest', 'kept', 'lost', 'background'];
  var root = document.documentElement;
  var dark = window.matchMedia('(prefers-color-scheme: dark)');
  var charts = [];
  var printing = false;
  var MOMENT = 900; // milliseconds that a moment is shown for

  function theme() {
    var style = getComputedStyle(root), probe = document.createElement('span'), t = {};
    root.appendChild(probe); // the style sheet names two colours for each role; which one holds is known of an element only
    ROLES.forEach(function (r) {
      probe.style.color = 'var(--' + r + ')';
      t[r] = getComputedStyle(probe).color;
    });
    probe.remove();
    t.font = style.getPropertyValue('--sans').trim();
    t.serif = style.getPropertyValue('--serif').trim();
    var chosen = root.getAttribute('data-theme');
    t.dark = chosen ? chosen === 'dark' : dark.matches;
    return t;
  }

  /** Colours for paper whatever the screen has. */
  function onPaper(work) {
    var before = root.getAttribute('data-theme');
    root.setAttribute('data-theme', 'light');
    try {
      return work(Object.assign(theme(), { onPaper: true }));
    } finally {
      if (before) { root.setAttribute('data-theme', before); } else { root.removeAttribute('data-theme'); }
    }
  }

  function show(chart, colours) {
    var width = printing ? 660 : chart.box.clientWidth;
    if (width < 50) { return; }
    var built = SecateurCharts.build(chart.figure, width, colours, chart.cursor);
    chart.box.style.height = built.height + 'px';
    if (!chart.drawn) {
      chart.drawn = echarts.init(chart.box, null, {
        renderer: SecateurCharts.marks(chart.figure) > 2500 ? 'canvas' : 'svg', width: width, height: built.height,
        devicePixelRatio: Math.max(2, window.devicePixelRatio || 1)
      });
    } else {
      chart.drawn.resize({ width: width, height: built.height });
    }
    chart.drawn.setOption(built.option, true);
  }

  function showAll() {
    var colours = theme();
    charts.forEach(function (c) { show(c, colours); });
  }

  function start() {
    var figures = JSON.parse(document.getElementById('secateur-figures').textContent).figures;
    figures.forEach(function (figure) {
      var box = document.getElementById('chart-' + figure.id);
      charts.push({ figure: figure, box: box, drawn: null, cursor: figure.cursor ? figure.cursor.start : undefined });
    });
    showAll();
    root.setAttribute('data-drawn', String(charts.length));
  }

  function find(id) { return charts.filter(function (c) { return c.figure.id === id; })[0]; }

  /* Saving. What is saved is drawn anew, on paper colours and at one width, so that it is the same on every screen. */
  var SAVED = 920;

  function offer(blob, name) {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  function asSvg(chart) {
    return onPaper(function (colours) {
      var built = SecateurCharts.build(chart.figure, SAVED, colours, chart.cursor);
      var box = document.createElement('div');
      var drawn = echarts.init(box, null, { renderer: 'svg', width: SAVED, height: built.height });
      drawn.setOption(Object.assign({ backgroundColor: '#ffffff' }, built.option));
      // The library's own renderToSVGString writes labels unescaped (5.3.1); the browser's serializer does not.
      var svg = new XMLSerializer().serializeToString(box.querySelector('svg'));
      drawn.dispose();
      return svg;
    });
  }

  function asPng(chart) {
    return onPaper(function (colours) {
      var built = SecateurCharts.build(chart.figure, SAVED, colours, chart.cursor);
      var box = document.createElement('div');
      var drawn = echarts.init(box, null, { renderer: 'canvas', width: SAVED, height: built.height, devicePixelRatio: 2 });
      drawn.setOption(built.option);
      var url = drawn.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#ffffff' });
      drawn.dispose();
      return url;
    });
  }

  function bytes(url) {
    var text = atob(url.split(',')[1]), out = new Uint8Array(text.length);
    for (var k = 0; k < text.length; k++) { out[k] = text.charCodeAt(k); }
    return out;
  }

  function content(chart, kind) {
    switch (kind) {
      case 'svg': return new Blob([asSvg(chart)], { type: 'image/svg+xml' });
      case 'png': return new Blob([bytes(asPng(chart))], { type: 'image/png' });
      default: return new Blob([SecateurCharts.csv(chart.figure)], { type: 'text/csv' });
    }
  }

  document.addEventListener('click', function (event) {
    var button = event.target.closest ? event.target.closest('button') : null;
    if (!button) { return; }
    if (button.dataset.save) {
      offer(content(find(button.dataset.figure), button.dataset.save), button.dataset.figure + '.' + button.dataset.save);
    } else if (button.className === 'copy') {
      copy(button);
    } else if (button.id === 'print') {
      window.print();
    } else if (button.id === 'theme') {
      var next = { '': 'light', light: 'dark', dark: '' }[root.getAttribute('data-theme') || ''];
      if (next) { root.setAttribute('data-theme', next); } else { root.removeAttribute('data-theme'); }
      button.textContent = 'Theme: ' + (next || 'automatic');
      showAll();
    }
  });

  function copy(button) {
    var from = button.closest('.copyable').querySelector('pre, blockquote');
    var done = function () {
      button.textContent = 'Copied';
      setTimeout(function () { button.textContent = 'Copy'; }, 1500);
    };
    var selected = function () {
      var range = document.createRange(), selection = window.getSelection();
      range.selectNodeContents(from);
      selection.removeAllRanges();
      selection.addRange(range);
      if (document.execCommand('copy')) { done(); }
    };
    if (navigator.clipboard) { navigator.clipboard.writeText(from.textContent).then(done, selected); } else { selected(); }
  }

  document.querySelectorAll('input[type="range"]').forEach(function (slider) {
    var figure = slider.closest('figure');
    var mark = function () {
      var at = Number(slider.value);
      figure.querySelectorAll('.readings tbody tr').forEach(function (row, k) {
        row.classList.toggle('here', k === at);
        if (k === at) {
          row.setAttribute('aria-current', 'true');
          figure.querySelector('output').textContent = row.cells[0].textContent;
          slider.setAttribute('aria-valuetext', Array.from(row.cells, function (c) { return c.textContent; }).join(', '));
        } else {
          row.removeAttribute('aria-current');
        }
      });
    };
    slider.addEventListener('input', function () {
      var chart = find(slider.dataset.figure);
      chart.cursor = Number(slider.value);
      show(chart, theme());
      mark();
    });
    mark();
  });

  document.querySelectorAll('button.play').forEach(function (button) {
    var slider = button.closest('.slider').querySelector('input'), timer = 0;
    var go = function (to) {
      slider.value = to;
      slider.dispatchEvent(new Event('input'));
    };
    var stop = function () {
      clearInterval(timer);
      timer = 0;
      button.textContent = 'Play';
    };
    button.addEventListener('click', function () {
      if (timer) { stop(); return; }
      button.textContent = 'Stop';
      if (slider.value === slider.max) { go(0); }
      timer = setInterval(function () {
        go(Number(slider.value) + 1);
        if (slider.value === slider.max) { stop(); }
      }, MOMENT);
    });
  });

  document.querySelectorAll('.table input[type="search"]').forEach(function (input) {
    var table = input.closest('.table'), rows = Array.from(table.querySelectorAll('tbody tr'));
    input.addEventListener('input', function () {
      var wanted = input.value.trim().toLowerCase(), found = 0;
      rows.forEach(function (row) {
        var hit = row.textContent.toLowerCase().indexOf(wanted) >= 0;
        row.hidden = !hit;
        found += hit ? 1 : 0;
      });
      table.querySelector('.found').textContent = wanted ? found + ' of ' + rows.length : '';
    });
  });

  if ('IntersectionObserver' in window) {
    var links = {};
    document.querySelectorAll('nav a').forEach(function (a) { links[a.getAttribute('href').slice(1)] = a; });
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (e) {
        if (e.isIntersecting) {
          Object.keys(links).forEach(function (id) { links[id].classList.toggle('here', id === e.target.id); });
        }
      });
    }, { rootMargin: '-10% 0px -80% 0px' });
    document.querySelectorAll('main > section').forEach(function (s) { observer.observe(s); });
  }

  var waiting = 0;
  window.addEventListener('resize', function () {
    clearTimeout(waiting);
    waiting = setTimeout(function () { if (!printing) { showAll(); } }, 150);
  });
  dark.addEventListener('change', showAll);
  window.addEventListener('beforeprint', function () {
    printing = true;
    onPaper(function (colours) { charts.forEach(function (c) { show(c, colours); }); });
  });
  window.addEventListener('afterprint', function () {
    printing = false;
    showAll();
  });

  start();
})();
