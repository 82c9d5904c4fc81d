/* Figures: from the data that the page carries to options for ECharts. Nothing here knows of the page around. */
var SecateurCharts = (function () {
  'use strict';

  var GAP = 78;          // between panels, for the names of axes
  var LEFT = 62;         // for the labels of the first axis
  var RIGHT = 24;        // half of the last label of an axis
  var MIN_PANEL = 205;   // narrower panels go below each other
  var BELOW = { plot: 54, heat: 92, tiles: 52, drawing: 20 }; // for axes and colour scales
  var DASH = { solid: 'solid', dashed: [7, 4], dotted: [2, 3] };
  var SHADES = {
    light: {
      sequential: ['#cfdeea', '#9cc1de', '#669dc9', '#3273a9', '#123c66'],
      diverging: ['#0b4a7d', '#6ea7d3', '#f1eee6', '#e6a25c', '#9a4a00']
    },
    dark: {
      sequential: ['#243746', '#24557f', '#2f75ae', '#7fb6de', '#e9f4fb'],
      diverging: ['#8ccbf5', '#2f75ae', '#20262d', '#b5682a', '#ffc48f']
    }
  };
  var GROUPS = {
    light: ['#0072b2', '#b8860b', '#009e73', '#b4639a', '#6b6f76', '#56a5d6', '#a63c00', '#7a6f3c'],
    dark: ['#56b4e9', '#f0b13c', '#2fc79b', '#dd9cc6', '#a9aeb6', '#8cb6d4', '#f0986a', '#c9bd84']
  };

  /** Few digits: 0.25, 1,200, 3.1e-5. */
  function short(v) {
    if (v === null || v === undefined || !isFinite(v)) { return '–'; }
    var a = Math.abs(v);
    if (a === 0) { return '0'; }
    if (a >= 1e6 || a < 1e-3) { return v.toExponential(2).replace(/\.?0+e/, 'e').replace('e+', 'e'); }
    if (a >= 1000) { return Math.round(v).toString().replace(/\B(?=(\d{3})+(?!\d))/g, ','); }
    return String(parseFloat(v.toPrecision(4)));
  }

  var UP = { '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };

  /** A label of a logarithmic axis: powers of ten alone, small ones written out. */
  function power(v) {
    var e = Math.round(Math.log10(v));
    if (Math.abs(Math.log10(v) - e) > 1e-6) { return ''; }
    if (e >= -2 && e <= 3) { return short(v); }
    return '10' + String(e).split('').map(function (c) { return UP[c]; }).join('');
  }

  function named(axis) { return axis.unit ? axis.name + ' (' + axis.unit + ')' : axis.name; }

  function extent(lists) {
    var low = Infinity, high = -Infinity;
    lists.forEach(function (list) {
      list.forEach(function (v) {
        if (v !== null && isFinite(v)) { low = Math.min(low, v); high = Math.max(high, v); }
      });
    });
    return low <= high ? [low, high] : [0, 1];
  }

  /** A tick must not be wider than the room between an axis and its name. */
  function tick(v) { return Math.abs(v) >= 1e4 && Math.abs(v) < 1e6 && v % 1000 === 0 ? v / 1000 + 'k' : short(v); }

  function positive(list) { return list.map(function (v) { return v !== null && v > 0 ? v : null; }); }

  /** All numbers a panel has along one axis. */
  function along(panel, which) {
    var log = panel[which].kind === 'logarithmic';
    var lists = [];
    panel.series.forEach(function (s) {
      if (which === 'x') {
        lists.push(s.mark === 'histogram' ? s.edges : s.x || []);
      } else if (s.mark === 'band') {
        lists.push(s.low, s.high);
      } else {
        lists.push(s.mark === 'histogram' ? s.count : s.mark === 'bars' ? s.height : s.y);
      }
    });
    return log ? lists.map(positive) : lists;
  }

  function axisOption(axis, lists, theme, grid) {
    var o = {
      gridIndex: grid, name: named(axis), nameLocation: 'middle',
      nameTextStyle: { color: theme.muted, fontSize: 12, fontFamily: theme.font },
      axisLine: { show: true, onZero: false, lineStyle: { color: theme.muted } },
      axisTick: { show: true, lineStyle: { color: theme.muted } },
      axisLabel: { color: theme.muted, fontSize: 11, fontFamily: theme.font, hideOverlap: true },
      splitLine: { show: false }
    };
    if (axis.kind === 'categories') {
      o.type = 'category';
      o.data = axis.categories;
      if (/^block \d+$/.test(axis.categories[0] || '')) { o.axisLabel.show = false; o.axisTick.show = false; }
      if (/ · /.test(axis.categories[0] || '')) { // pairs of words: all of them, on two lines
        o.axisLabel.interval = 0;
        o.axisLabel.hideOverlap = false;
        o.axisLabel.lineHeight = 15;
        o.axisLabel.formatter = function (v) { return v.replace(' · ', '\n'); };
      }
      return o;
    }
    var e = extent(lists);
    var decades = e[0] > 0 ? Math.log10(e[1] / e[0]) : 0;
    if (axis.kind === 'logarithmic' && e[0] > 0 && decades > 0.7) {
      o.type = 'log';
      o.min = decades < 2.2 ? Math.pow(10, Math.floor(Math.log10(e[0]) + 1e-9)) : e[0] * 0.8;
      o.max = decades < 2.2 ? Math.pow(10, Math.ceil(Math.log10(e[1]) - 1e-9)) : e[1] * 1.25;
      o.axisLabel.formatter = power;
      o.axisTick.show = false;
    } else {
      o.type = 'value';
      o.scale = true;
      o.splitNumber = 4;
      o.axisLabel.formatter = tick;
      if (e[0] === e[1]) { o.min = e[0] - Math.abs(e[0]) * 0.05 - 1e-12; o.max = e[1] + Math.abs(e[1]) * 0.05 + 1e-12;
        o.axisLabel.showMinLabel = false; o.axisLabel.showMaxLabel = false; }
    }
    return o;
  }

  /** Panels side by side while they are wide enough. */
  function places(figure, width, top) {
    var n = figure.panels.length;
    var bare = figure.panels[0].kind === 'drawing' || figure.panels[0].kind === 'tiles';
    var gap = bare ? 24 : GAP, left = bare ? 8 : LEFT, least = bare ? 190 : MIN_PANEL;
    var columns = Math.max(1, Math.min(n, Math.floor((width - left + gap - RIGHT) / (least + gap))));
    if (n === 4 && columns === 3) { columns = 2; }
    var each = (width - left - RIGHT - gap * (columns - 1)) / columns;
    if (figure.panels.length === 1 && figure.panels[0].kind === 'heat') { each = Math.min(each, 460); }
    if (figure.panels.length === 1 && figure.panels[0].kind === 'plot') { each = Math.min(each, 640); }
    if (figure.panels.length === 1 && figure.panels[0].kind === 'drawing') { each = Math.min(each, 620); }
    if (figure.panels.every(plane)) { each = Math.min(each, 440); }
    var list = [], y = top;
    for (var i = 0; i < n; i += columns) {
      var row = 0, plots = figure.panels.slice(i, i + columns).filter(function (p) { return p.kind === 'plot'; });
      for (var c = 0; c < columns && i + c < n; c++) {
        var high = tall(plots.length ? plots[0] : figure.panels[i + c], each); // all of a row stand on one line
        list.push({ left: left + c * (each + gap), top: y + 22, width: each, height: high });
        row = Math.max(row, high);
      }
      y += 22 + row + Math.max.apply(null, figure.panels.slice(i, i + columns).map(function (p) { return BELOW[p.kind]; }));
    }
    return { list: list, bottom: y };
  }

  function tall(panel, width) {
    switch (panel.kind) {
      case 'plot': return plane(panel) ? Math.min(width, 440) : Math.max(190, Math.min(290, width * 0.72));
      case 'tiles': { var m = mosaic(panel); return width * m.rows / m.columns; }
      default: return width;
    }
  }

  /** Small pictures laid out in rows as one grid of cells. */
  function mosaic(panel) {
    var n = panel.tiles.length, across = panel.columns, down = Math.ceil((panel.tiles[0] || []).length / across);
    var perRow = Math.max(1, Math.min(n, Math.ceil(Math.sqrt(n * (down + 1) / (across + 1)))));
    var rows = Math.ceil(n / perRow);
    var m = { columns: perRow * (across + 1) - 1, rows: rows * (down + 1) - 1, cells: [], label: {} };
    panel.tiles.forEach(function (tile, t) {
      var x0 = (t % perRow) * (across + 1), y0 = Math.floor(t / perRow) * (down + 1);
      tile.forEach(function (v, k) {
        if (v !== null) { m.cells.push([x0 + k % across, y0 + Math.floor(k / across), v, t]); }
      });
    });
    return m;
  }

  /** One of several moments, where there is a slider to choose it by: on paper there is none, and all are drawn. */
  function moment(figure, theme, cursor) {
    var one = figure.cursor && figure.cursor.moves === 'panel' && !theme.onPaper;
    return one ? Object.assign({}, figure, { panels: [figure.panels[cursor]] }) : figure;
  }

  function build(whole, width, theme, cursor) {
    var figure = moment(whole, theme, cursor);
    var legend = [], top = 6;
    figure.panels.forEach(function (p) {
      (p.series || p.strands || []).forEach(function (s) {
        if (s.mark !== 'band' && legend.indexOf(s.name) < 0 && !/, seeds$/.test(s.name)) { legend.push(s.name); }
      });
    });
    if (figure.panels[0].kind === 'plot' && figure.panels[0].x.kind === 'categories') { legend = []; }
    if (legend.length > 1) { top = 34 + 28 * Math.floor(legend.reduce(function (sum, name) { return sum + name.length * 6.6 + 50; }, 0) / width); }
    var place = places(figure, width, top);
    var state = { option: base(theme, legend, width), theme: theme, height: place.bottom, heat: {} };
    figure.panels.forEach(function (panel, i) {
      var box = place.list[i];
      state.option.title.push({ text: panel.title, left: box.left, top: box.top - 24, padding: 0,
        textStyle: { fontSize: 12.5, fontWeight: 'normal', fontStyle: 'italic', color: theme.muted, fontFamily: theme.serif } });
      state.option.grid.push({ left: box.left, top: box.top, width: box.width, height: box.height });
      var at = cursor !== undefined && figure.cursor && figure.cursor.moves === 'mark' ? figure.cursor.at[cursor] : undefined;
      if (panel.kind === 'plot') { plot(state, panel, i, at); }
      if (panel.kind === 'heat') { heat(state, panel, i, panel.cells.map(function (v, k) {
        return [k % panel.columns, Math.floor(k / panel.columns), v, null]; }), panel.x, panel.y); }
      if (panel.kind === 'tiles') { tiles(state, panel, i); }
      if (panel.kind === 'drawing') { drawing(state, panel, i); }
    });
    scales(state, figure, place, width);
    return { option: state.option, height: Math.ceil(state.height) };
  }

  function base(theme, legend, width) {
    return {
      animation: false,
      textStyle: { fontFamily: theme.font, color: theme.ink },
      title: [], grid: [], xAxis: [], yAxis: [], series: [],
      legend: { show: legend.length > 1, data: legend, left: 0, top: 0, width: width - 10, itemGap: 18, itemWidth: 26, itemHeight: 10,
        textStyle: { color: theme.ink, fontSize: 12, fontFamily: theme.font }, inactiveColor: theme.rule },
      tooltip: { renderMode: 'richText', confine: true, backgroundColor: theme.raised, borderColor: theme.rule, borderWidth: 1,
        padding: 8, textStyle: { color: theme.ink, fontSize: 12, fontFamily: theme.font },
        axisPointer: { type: 'line', lineStyle: { color: theme.muted, type: [2, 3] }, label: { show: false } } }
    };
  }

  function plot(state, panel, i, at) {
    var theme = state.theme, o = state.option;
    var lines = panel.series.some(function (s) { return s.mark === 'line'; })
      && !panel.series.some(function (s) { return s.mark === 'points'; });
    var x = axisOption(panel.x, along(panel, 'x'), theme, i), y = axisOption(panel.y, along(panel, 'y'), theme, i);
    x.nameGap = x.axisLabel.lineHeight ? 40 : 28;
    y.nameGap = 50;
    var counts = panel.series.every(function (s) { return s.mark === 'histogram' || s.mark === 'bars'; });
    if (y.type === 'value' && (counts || panel.x.kind === 'categories')) { y.scale = false; y.min = 0; }
    var from = extent(along(panel, 'x'))[0];
    if (counts && x.type === 'value' && from < 0 && from >= -0.5) { x.min = from; x.axisLabel.showMinLabel = false; } // bins around 0, 1, 2
    if (plane(panel)) { toScale(panel, x, y); }
    o.xAxis.push(x);
    o.yAxis.push(y);
    if (lines) { o.tooltip.trigger = 'axis'; o.tooltip.formatter = function (items) { return axisText(items, panel); }; }
    panel.series.forEach(function (s, k) {
      var made = { line: line, points: points, bars: bars, histogram: histogram, band: band }[s.mark](s, theme, panel, x, y, k);
      made.name = s.name;
      made.xAxisIndex = i;
      made.yAxisIndex = i;
      made.clip = true;
      if (k === 0 && at !== undefined) {
        made.markLine = { symbol: 'none', silent: true, animation: false, label: { show: false },
          lineStyle: { color: theme.ink, width: 1.5, type: 'solid' }, data: [{ xAxis: at }] };
      }
      o.series.push(made);
    });
  }

  /** Whether a panel is the complex plane, of which both directions can be drawn to one scale and read. */
  function plane(panel) {
    if (panel.kind !== 'plot' || panel.x.name !== 'Re λ' || panel.y.name !== 'Im λ') { return false; }
    var x = extent(along(panel, 'x')), y = extent(along(panel, 'y')), ratio = (x[1] - x[0]) / (y[1] - y[0]);
    return ratio > 0.4 && ratio < 2.5;
  }

  /** A circle is a circle. */
  function toScale(panel, x, y) {
    var a = extent(along(panel, 'x')), b = extent(along(panel, 'y'));
    var half = 0.54 * Math.max(a[1] - a[0], b[1] - b[0]);
    [[x, a], [y, b]].forEach(function (pair) {
      var middle = (pair[1][0] + pair[1][1]) / 2;
      pair[0].min = middle - half;
      pair[0].max = middle + half;
      pair[0].axisLabel.showMinLabel = false;
      pair[0].axisLabel.showMaxLabel = false;
    });
  }

  function axisText(items, panel) {
    if (!items.length) { return ''; }
    var seen = {}, text = panel.x.name + ' ' + short(items[0].value[0]);
    items.forEach(function (it) {
      if (it.seriesType === 'line' && !seen[it.seriesName]) {
        seen[it.seriesName] = true;
        text += '\n' + it.seriesName + '  ' + short(it.value[1]);
      }
    });
    return text;
  }

  function colour(role, theme) { return theme[role] || theme.ink; }

  function pairs(x, y, panel) {
    var lx = panel.x.kind === 'logarithmic', ly = panel.y.kind === 'logarithmic';
    return x.map(function (v, k) {
      return [lx && !(v > 0) ? null : v, ly && !(y[k] > 0) ? null : y[k]];
    });
  }

  function line(s, theme, panel) {
    return { type: 'line', data: pairs(s.x, s.y, panel), showSymbol: s.x.length <= 24 && s.role !== 'background', symbolSize: 4.5, symbol: 'circle',
      z: s.role === 'original' ? 3 : s.role === 'background' ? 1 : 4,
      itemStyle: { color: colour(s.role, theme) }, emphasis: { disabled: true, scale: false },
      lineStyle: { color: colour(s.role, theme), type: DASH[s.stroke], width: s.role === 'background' ? 1 : s.role === 'original' ? 2.4 : 1.8 } };
  }

  function points(s, theme, panel) {
    var many = s.x.length > 1500, categories = panel.x.kind === 'categories';
    var ring = s.role === 'original' || s.role === 'lost'; // not 'emptyCircle', which is white inside whatever the paper is
    return { type: 'scatter', symbol: 'circle',
      symbolSize: categories ? 6 : many ? 3 : s.role === 'original' ? 7 : 4.5, large: many && s.x.length > 4000, largeThreshold: 4000, progressive: 0,
      z: categories ? 6 : 2, emphasis: { disabled: true, scale: false },
      data: pairs(s.x, s.y, panel).map(function (p, k) {
        return categories
          ? { value: p, symbolOffset: [(k % 5 - 2) * 7, 0] } : p;
      }),
      itemStyle: categories
        ? { color: theme.raised, borderColor: theme.ink, borderWidth: 1.2 }
        : { color: ring ? 'transparent' : colour(s.role, theme), borderColor: colour(s.role, theme), borderWidth: ring ? 1.5 : 1, opacity: many ? 0.45 : 0.8 },
      tooltip: { formatter: function (it) {
        return (s.labels ? s.labels[it.dataIndex] + '\n' : '') + s.name + '\n' + named(panel.x) + '  '
          + (categories ? panel.x.categories[it.value[0]] : short(it.value[0])) + '\n' + named(panel.y) + '  ' + short(it.value[1]);
      } } };
  }

  function bars(s, theme, panel) {
    return { type: 'bar', data: s.height, barGap: '-100%', barCategoryGap: '45%', itemStyle: { color: colour(s.role, theme), opacity: 0.75 },
      emphasis: { disabled: true },
      tooltip: { formatter: function (it) { return s.name + '\n' + named(panel.y) + ', median  ' + short(it.value); } } };
  }

  function histogram(s, theme, panel) {
    var c = colour(s.role, theme);
    return { type: 'custom', encode: { x: [0, 1], y: 2 }, itemStyle: { color: c },
      data: s.count.map(function (v, k) { return [s.edges[k], s.edges[k + 1], v]; }),
      renderItem: function (params, api) {
        if (!(api.value(2) > 0)) { return null; }
        var a = api.coord([api.value(0), api.value(2)]), b = api.coord([api.value(1), 0]);
        return { type: 'rect', shape: { x: a[0], y: a[1], width: Math.max(0.5, b[0] - a[0]), height: b[1] - a[1] },
          style: { fill: c, fillOpacity: 0.28, stroke: c, lineWidth: 1 } };
      },
      tooltip: { formatter: function (it) {
        return s.name + '\n' + named(panel.x) + '  ' + short(it.value[0]) + ' … ' + short(it.value[1]) + '\n' + panel.y.name + '  ' + short(it.value[2]);
      } } };
  }

  /** Drawn at once, by the first item, from all places. */
  function band(s, theme, panel, x, y) {
    var c = colour(s.role, theme);
    var log = y.type === 'log';
    var floor = function (v) { return log ? Math.max(v, y.min) : v; };
    var kept = s.x.map(function (v, k) { return [v, s.low[k], s.high[k]]; })
      .filter(function (p) { return p[1] !== null && p[2] !== null; });
    return { type: 'custom', encode: { x: 0, y: [1, 2] }, data: kept, itemStyle: { color: c }, silent: true, z: 1,
      renderItem: function (params, api) {
        if (params.dataIndex > 0) { return null; }
        var up = kept.map(function (p) { return api.coord([p[0], floor(p[2])]); });
        var down = kept.map(function (p) { return api.coord([p[0], floor(p[1])]); }).reverse();
        return { type: 'polygon', shape: { points: up.concat(down) }, style: { fill: c, fillOpacity: 0.13 } };
      } };
  }

  function heat(state, panel, i, cells, xa, ya) {
    var theme = state.theme, o = state.option;
    var log = panel.shades === 'logarithmic';
    var x = axisOption(xa, [], theme, i), y = axisOption(ya, [], theme, i);
    x.nameGap = x.axisLabel.show === false ? 12 : 28;
    y.nameGap = y.axisLabel.show === false ? 12 : 46;
    y.inverse = true;
    [[x, xa.categories], [y, ya.categories]].forEach(function (a) {
      if (a[1].length > 12 && a[0].axisLabel.show !== false) { a[0].axisLabel.interval = Math.ceil(a[1].length / 6); }
    });
    o.xAxis.push(x);
    o.yAxis.push(y);
    state.heat[i] = o.series.length;
    o.series.push({ type: 'heatmap', name: panel.title, xAxisIndex: i, yAxisIndex: i, progressive: 0, emphasis: { disabled: true },
      itemStyle: { borderWidth: 0 },
      data: cells.filter(function (c) { return c[2] !== null && (!log || c[2] > 0); })
        .map(function (c) { return [c[0], c[1], log ? Math.log10(c[2]) : c[2], c[3]]; }),
      tooltip: { formatter: function (it) {
        var v = log ? Math.pow(10, it.value[2]) : it.value[2];
        var place = panel.kind === 'tiles' ? panel.labels[it.value[3]]
          : named(xa) + '  ' + xa.categories[it.value[0]] + '\n' + named(ya) + '  ' + ya.categories[it.value[1]];
        return place + '\n' + (panel.value ? named(panel.value) : 'value') + '  ' + short(v);
      } } });
  }

  function tiles(state, panel, i) {
    var m = mosaic(panel);
    var count = function (n) { return Array.from({ length: n }, function (_, k) { return String(k); }); };
    heat(state, panel, i, m.cells, { name: '', unit: '', kind: 'categories', categories: count(m.columns) },
      { name: '', unit: '', kind: 'categories', categories: count(m.rows) });
    [state.option.xAxis[i], state.option.yAxis[i]].forEach(function (a) { a.show = false; });
  }

  /** Colour scales: one for all heat maps that show the same quantity, else one below each. */
  function scales(state, figure, place, width) {
    var o = state.option, theme = state.theme, groups = {};
    figure.panels.forEach(function (p, i) {
      if (p.kind !== 'heat' && p.kind !== 'tiles') { return; }
      var key = (p.value ? named(p.value) : 'value') + p.shades;
      (groups[key] = groups[key] || []).push(i);
    });
    var keys = Object.keys(groups);
    if (!keys.length) { return; }
    o.visualMap = keys.map(function (key) {
      var first = figure.panels[groups[key][0]], log = first.shades === 'logarithmic';
      var data = groups[key].map(function (i) { return o.series[state.heat[i]].data.map(function (d) { return d[2]; }); });
      var e = extent(data);
      if (first.shades === 'diverging') { var most = Math.max(Math.abs(e[0]), Math.abs(e[1])) || 1; e = [-most, most]; }
      if (e[0] === e[1]) { e = [e[0] - 0.5, e[1] + 0.5]; }
      var show = function (v) { return short(log ? Math.pow(10, v) : v); };
      var at = below(figure, place, groups[key]);
      return { type: 'continuous', min: e[0], max: e[1], dimension: 2,
        seriesIndex: groups[key].map(function (i) { return state.heat[i]; }), orient: 'horizontal', calculable: false,
        itemWidth: 8, itemHeight: 120, precision: 6, text: [show(e[1]), show(e[0])], textGap: 6, left: at.left, top: at.top, padding: 0,
        textStyle: { color: theme.muted, fontSize: 11, fontFamily: theme.font }, hoverLink: false,
        inRange: { color: SHADES[theme.dark ? 'dark' : 'light'][first.shades === 'diverging' ? 'diverging' : 'sequential'] } };
    });
    var captions = keys.map(function (key) {
      var at = below(figure, place, groups[key]), value = figure.panels[groups[key][0]].value;
      return { type: 'text', left: at.left, top: at.top + 15,
        style: { text: value ? named(value) : '', fill: theme.muted, font: '11px ' + theme.font } };
    });
    o.graphic = captions;
  }

  /** Where a colour scale goes: under the first panel that it belongs to, or under all of them. */
  function below(figure, place, panels) {
    var low = Math.max.apply(null, panels.map(function (i) { return place.list[i].top + place.list[i].height; }));
    var labelled = figure.panels[panels[0]].kind === 'heat';
    return { left: place.list[panels[0]].left, top: low + (labelled ? 46 : 12) };
  }

  function drawing(state, panel, i) {
    var theme = state.theme, o = state.option;
    var hidden = { type: 'value', gridIndex: i, min: -0.02, max: 1.02, show: false };
    o.xAxis.push(hidden);
    o.yAxis.push(Object.assign({}, hidden));
    panel.strands.forEach(function (s, k) {
      var count = s.ends.length / 2, quiet = s.role === 'background', data = [];
      for (var e = 0; e < count; e++) {
        var a = s.ends[2 * e], b = s.ends[2 * e + 1];
        data.push({ coords: [[panel.x[a], panel.y[a]], [panel.x[b], panel.y[b]]] });
      }
      var crowd = Math.max(0.05, Math.min(0.5, 300 / Math.max(1, count)));
      var bold = Math.max(0.25, Math.min(0.95, 12 / Math.sqrt(Math.max(1, count))));
      var wide = Math.max(0.6, Math.min(1.8, 14 / Math.sqrt(Math.max(1, count))));
      o.series.push({ type: 'lines', coordinateSystem: 'cartesian2d', name: s.name, xAxisIndex: i, yAxisIndex: i, data: data, silent: true,
        progressive: 0, z: 2 + k, color: colour(s.role, theme),
        lineStyle: { color: colour(s.role, theme), width: quiet ? 0.6 : wide, type: s.role === 'lost' ? [4, 3] : 'solid', opacity: quiet ? crowd : bold } });
    });
    var colours = GROUPS[theme.dark ? 'dark' : 'light'], shown = colours.length;
    for (var g = 0; g <= shown; g++) {
      var members = [];
      panel.group.forEach(function (of, k) { if (g < shown ? of === g : of >= shown) { members.push([panel.x[k], panel.y[k], k]); } });
      if (members.length) {
        o.series.push(nodes(members, g < shown ? colours[g] : theme.background, panel, theme, i, g));
      }
    }
  }

  function nodes(members, fill, panel, theme, i, g) {
    var n = panel.x.length;
    return { type: 'scatter', name: 'group ' + (g + 1), xAxisIndex: i, yAxisIndex: i, data: members, z: 10, large: false, progressive: 0,
      symbolSize: n > 1500 ? 3 : n > 400 ? 4.5 : 7, emphasis: { disabled: true, scale: false },
      itemStyle: { color: fill, borderColor: theme.paper, borderWidth: n > 400 ? 0.4 : 1, opacity: 0.95 },
      tooltip: { formatter: function (it) { return panel.labels[it.value[2]] + '\ngroup ' + (panel.group[it.value[2]] + 1); } } };
  }

  /** How many marks there are: many are painted on a canvas, few drawn as vectors. */
  function marks(figure) {
    return figure.panels.reduce(function (sum, p) {
      var own = p.kind === 'heat' ? p.cells.length : p.kind === 'tiles' ? p.tiles.length * p.columns * p.columns
        : p.kind === 'drawing' ? p.x.length + p.strands.reduce(function (t, s) { return t + s.ends.length / 2; }, 0)
          : p.series.reduce(function (t, s) { return t + (s.x || s.count || s.height).length; }, 0);
      return sum + own;
    }, 0);
  }

  function quoted(v) {
    var text = v === null || v === undefined ? '' : String(v);
    return /[",\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  /** The numbers of a figure as a table: one row a mark. */
  function csv(figure) {
    var rows = [];
    figure.panels.forEach(function (p) {
      var title = p.title || figure.title;
      if (p.kind === 'plot') {
        p.series.forEach(function (s) {
          if (s.mark === 'histogram') {
            s.count.forEach(function (v, k) { rows.push([title, s.name, s.edges[k], s.edges[k + 1], v]); });
          } else if (s.mark === 'band') {
            s.x.forEach(function (v, k) { rows.push([title, s.name, v, s.low[k], s.high[k]]); });
          } else if (s.mark === 'bars') {
            s.height.forEach(function (v, k) { if (v !== null) { rows.push([title, s.name, p.x.categories[k], v, '']); } });
          } else {
            s.x.forEach(function (v, k) { rows.push([title, s.name, v, s.y[k], s.labels ? s.labels[k] : '']); });
          }
        });
      } else if (p.kind === 'heat') {
        p.cells.forEach(function (v, k) {
          if (v !== null) {
            rows.push([title, named(p.value), p.x.categories[k % p.columns], p.y.categories[Math.floor(k / p.columns)], v]);
          }
        });
      } else if (p.kind === 'tiles') {
        p.tiles.forEach(function (tile, t) {
          tile.forEach(function (v, k) { if (v !== null) { rows.push([title, p.labels[t], k % p.columns, Math.floor(k / p.columns), v]); } });
        });
      } else {
        p.x.forEach(function (v, k) { rows.push([title, 'neuron ' + p.labels[k], v, p.y[k], 'group ' + (p.group[k] + 1)]); });
        p.strands.forEach(function (s) {
          for (var e = 0; e < s.ends.length; e += 2) { rows.push([title, s.name, p.labels[s.ends[e]], p.labels[s.ends[e + 1]], '']); }
        });
      }
    });
    return [['panel', 'series', 'x', 'y', 'value']].concat(rows).map(function (r) { return r.map(quoted).join(','); }).join('\n') + '\n';
  }

  return { build: build, marks: marks, csv: csv };
})();
