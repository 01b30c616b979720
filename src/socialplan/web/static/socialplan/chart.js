// Draws a chart from the plain data beside it. Ranges are always drawn; gaps stay gaps; nothing moves by itself.
"use strict";

(() => {
  const LIGHT = ["#0B5CAD", "#C75000", "#00916A", "#A23B72", "#1F2937"];
  const DARK = ["#5FA8F5", "#FFA45C", "#2FB890", "#C86BB0", "#F2F4F7"];
  const DASHES = ["solid", "dashed", "dotted", [8, 3, 2, 3], [2, 2]];
  const MARKS = ["circle", "rect", "triangle", "diamond", "emptyCircle"];
  const dark = () => matchMedia("(prefers-color-scheme: dark)").matches;
  const look = () => dark()
    ? { colours: DARK, text: "#E6EAF0", quiet: "#AEB6C2", line: "#2A3341", surface: "#151B26" }
    : { colours: LIGHT, text: "#1B2430", quiet: "#5B6472", line: "#DDE2E8", surface: "#FFFFFF" };
  const language = () => document.documentElement.lang || "en";

  function format(value, decimals, unit) {
    if (value === null || value === undefined) return "–";
    const digits = decimals ?? (Number.isInteger(value) ? 0 : Math.abs(value) >= 100 ? 0 : 2);
    const locale = language() === "nl" ? "nl-NL" : "en-GB";
    return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value) + (unit === "%" ? "%" : "");
  }

  function day(x) {
    return new Intl.DateTimeFormat(language() === "nl" ? "nl-NL" : "en-GB", { dateStyle: "medium" }).format(new Date(`${x}T12:00`));
  }

  function axis(style, extra) {
    return Object.assign({
      axisLine: { lineStyle: { color: style.quiet } },
      axisLabel: { color: style.quiet, fontFamily: "Inter", fontSize: 12 },
      splitLine: { lineStyle: { color: style.line } },
      nameTextStyle: { color: style.quiet, fontFamily: "Inter", align: "left" },
    }, extra);
  }

  // The range: a band between neighbouring points of a line, a whisker at a point without neighbours.
  function band(spec, series, i, colour) {
    const has = (at) => at >= 0 && at < spec.x.length && typeof series.low[at] === "number" && typeof series.high[at] === "number";
    const data = spec.x.map((x, at) => [x, series.low[at], series.high[at], at]).filter((p) => has(p[3]));
    const corner = (api, at) => [[spec.x[at], series.low[at]], [spec.x[at], series.high[at]]].map((p) => api.coord(p));
    return {
      type: "custom", name: series.name, silent: true, z: 1, tooltip: { show: false }, data, encode: { x: 0, y: [1, 2] },
      renderItem: (params, api) => {
        const at = api.value(3);
        const [low, high] = corner(api, at);
        if (has(at - 1)) {
          const [lowBefore, highBefore] = corner(api, at - 1);
          return { type: "polygon", shape: { points: [lowBefore, highBefore, high, low] }, style: { fill: colour, opacity: 0.16 / Math.max(1, spec.series.length * 0.6) } };
        }
        if (has(at + 1)) return null;
        return { type: "line", shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] }, style: { stroke: colour, opacity: 0.4, lineWidth: 3 } };
      },
    };
  }

  // An axis that shows every value, every range and the target, with a little air.
  function extent(spec) {
    const numbers = spec.series.flatMap((s) => [...s.values, ...s.low, ...s.high]).concat([spec.target]).filter((n) => typeof n === "number");
    if (!numbers.length) return {};
    const low = Math.min(...numbers);
    const high = Math.max(...numbers);
    const air = (high - low || Math.abs(high) || 1) * 0.06;
    return { min: low >= 0 && low < (high - low) * 0.5 ? 0 : low - air, max: high + air };
  }

  function whisker(spec, series, i, colour, offset, pixels = 0) {
    return {
      type: "custom", name: series.name, silent: true, z: 5, tooltip: { show: false },
      data: spec.x.map((x, at) => [series.low[at], series.high[at], at]).filter((p) => typeof p[0] === "number"),
      encode: { x: [0, 1], y: 2 },
      renderItem: (params, api) => {
        const low = api.coord([api.value(0), api.value(2)]);
        const high = api.coord([api.value(1), api.value(2)]);
        const shift = offset * api.size([0, 1])[1];
        const y = low[1] + shift + pixels;
        const style = { stroke: colour, lineWidth: 2, fill: null };
        return {
          type: "group",
          children: [
            { type: "line", style, shape: { x1: low[0], y1: y, x2: high[0], y2: y } },
            { type: "line", style, shape: { x1: low[0], y1: y - 5, x2: low[0], y2: y + 5 } },
            { type: "line", style, shape: { x1: high[0], y1: y - 5, x2: high[0], y2: y + 5 } },
          ],
        };
      },
    };
  }

  // Numbered flags; where they stand close together only the first of them carries its number.
  function flags(spec, style) {
    const label = { formatter: (mark) => mark.name, color: style.text, fontFamily: "Inter", position: "end" };
    const time = (x) => new Date(x).getTime();
    const apart = (time(spec.x[spec.x.length - 1]) - time(spec.x[0])) * 0.028;
    let last = -Infinity;
    return spec.events.map((event, i) => {
      const shown = time(event.x) - last > apart;
      if (shown) last = time(event.x);
      const from = event.x < spec.x[0] ? spec.x[0] : event.x;
      return { xAxis: from, name: String(i + 1), label: { ...label, show: shown } };
    });
  }

  function marks(spec, style) {
    const label = { formatter: (mark) => mark.name, color: style.text, fontFamily: "Inter", position: "insideStartTop" };
    const lines = spec.target === null ? [] : [{ yAxis: spec.target, name: spec.targetLabel, label }];
    const events = spec.hidden ? [] : flags(spec, style);
    if (!events.length && !lines.length) return undefined;
    return {
      silent: true, symbol: "none", data: events.concat(lines),
      lineStyle: { color: style.quiet, type: "dashed" },
    };
  }

  // A value between two gaps has no line to show it, so it is a mark.
  function alone(values, at) {
    const there = (i) => typeof values[i] === "number";
    return there(at) && !there(at - 1) && !there(at + 1);
  }

  // Slanted lines: nothing is known here.
  function hatch(colour) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const pen = tile.getContext("2d");
    pen.strokeStyle = colour;
    pen.globalAlpha = 0.5;
    pen.beginPath();
    pen.moveTo(0, 8);
    pen.lineTo(8, 0);
    pen.stroke();
    return { image: tile, repeat: "repeat" };
  }

  // An event that lasted is a pale strip from its first to its last day; missing data are hatched.
  function spans(spec, style) {
    const long = spec.events.filter((event) => event.until && event.until !== event.x && (event.gap || !spec.hidden));
    if (!long.length) return undefined;
    const missing = hatch(style.quiet);
    return {
      silent: true,
      data: long.map((event) => [
        { xAxis: event.x, itemStyle: event.gap ? { color: missing, opacity: 1 } : { color: style.quiet, opacity: 0.1 } },
        { xAxis: event.until },
      ]),
    };
  }

  // What leads to and from an unfinished period is dashed, and its mark is hollow.
  function unfinished(spec, one, i, colour, style) {
    const open = spec.x.map((x) => spec.unfinished.includes(x));
    if (!open.some(Boolean)) return [];
    const near = (at) => open[at] || open[at - 1] || open[at + 1];
    const ends = open[open.length - 1] && one.values[open.length - 1] !== null;
    return [{
      labelLayout: { moveOverlap: "shiftY" }, endLabel: name(one, style, spec.series.length > 1 && ends),
      type: "line", name: one.name, connectNulls: false, color: colour, z: 4, symbol: "circle", showSymbol: true,
      lineStyle: { color: colour, width: 1.5, type: [3, 4], opacity: 0.8 }, emphasis: { disabled: true },
      data: spec.x.map((x, at) => ({
        value: [x, near(at) ? one.values[at] : null], symbolSize: open[at] ? 9 : 0,
        itemStyle: { color: style.surface, borderColor: colour, borderWidth: 2 },
      })),
    }];
  }

  // A line that stops before the others has no room for its name; the legend says it.
  function last(values) {
    return values.findLastIndex((value) => value !== null);
  }

  // The name of a line at its end: where the drawing ends, also when that part is not complete.
  function name(one, style, show) {
    return { show, formatter: one.name, color: style.text, fontFamily: "Inter", fontWeight: one.own ? 600 : 400, width: 100, overflow: "break", lineHeight: 15 };
  }

  function lines(spec, style) {
    const series = spec.series.flatMap((one, i) => {
      const colour = style.colours[i];
      const line = {
        type: "line", name: one.name, connectNulls: false, color: colour, z: 3,
        symbol: MARKS[i], showSymbol: true,
        lineStyle: { color: colour, width: !spec.joined ? 0 : one.own || i === 0 ? 2.5 : 1.5, type: DASHES[i] },
        labelLayout: { moveOverlap: "shiftY" },
        endLabel: name(one, style, spec.series.length > 1 && last(one.values) === last(spec.x) && !spec.unfinished.includes(spec.x.at(-1))),
        data: spec.x.map((x, at) => ({
          value: [x, spec.unfinished.includes(x) ? null : one.values[at]],
          symbolSize: alone(one.values, at) || !spec.joined ? 8 : spec.x.length > 60 ? 0 : 5,
        })),
        markLine: i === 0 ? marks(spec, style) : undefined,
        markArea: i === 0 ? spans(spec, style) : undefined,
      };
      const open = unfinished(spec, one, i, colour, style);
      return one.low.length ? [line, ...open, band(spec, one, i, colour)] : [line, ...open];
    });
    return {
      xAxis: axis(style, { type: "time", splitLine: { show: false }, axisLabel: { color: style.quiet, fontFamily: "Inter", fontSize: 12, hideOverlap: true, formatter: { year: "{yyyy}", month: "{MMM} {yyyy}", day: "{d} {MMM}" } } }),
      yAxis: axis(style, { type: "value", ...extent(spec), axisLabel: { color: style.quiet, showMinLabel: false, showMaxLabel: false, formatter: (v) => format(v, null, spec.unit) } }),
      series,
    };
  }

  function bars(spec, style) {
    const dots = spec.kind === "range";
    const many = spec.series.length;
    const series = spec.series.flatMap((one, i) => {
      const colour = style.colours[i];
      const place = i - (many - 1) / 2;
      const offset = many === 1 || dots ? 0 : place * (0.7 / many);
      const pixels = dots && many > 1 ? place * 13 : 0;
      const main = {
        type: dots ? "scatter" : "bar", name: one.name, color: colour, symbol: MARKS[i], symbolSize: 11, symbolOffset: [0, pixels], z: 4,
        barMaxWidth: 22, barCategoryGap: "35%",
        label: { show: !dots && many === 1 && !one.low.length, position: "right", color: style.text, formatter: (p) => format(p.value, spec.decimals, spec.unit) },
        data: dots ? one.values.map((value, at) => [value, at]) : one.values,
        markLine: i === 0 && spec.usual !== null
          ? { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: style.text, type: "dashed" }, data: [{ xAxis: spec.usual }] }
          : undefined,
      };
      return one.low.length ? [main, whisker(spec, one, i, dots ? colour : style.text, offset, pixels)] : [main];
    });
    return {
      xAxis: axis(style, { type: "value", scale: dots && startsAt(spec) > 0, axisLabel: { color: style.quiet, hideOverlap: true, formatter: (v) => format(v, null, spec.unit) } }),
      yAxis: axis(style, { type: "category", data: spec.x, inverse: true, splitLine: { show: false }, axisLabel: { color: style.text, width: 170, overflow: "truncate", fontFamily: "Inter" } }),
      series,
    };
  }

  function tooltip(spec, style) {
    const line = spec.kind === "line";
    return {
      trigger: line ? "axis" : "item", renderMode: "richText", confine: true, transitionDuration: 0,
      backgroundColor: style.surface, borderColor: style.quiet,
      textStyle: { color: style.text, fontFamily: "Inter", fontSize: 13 },
      formatter: (given) => {
        const points = (Array.isArray(given) ? given : [given]).filter((p) => p.seriesType !== "custom");
        if (!points.length) return "";
        const at = points[0].dataIndex;
        const head = line ? day(spec.x[at]) : spec.x[at];
        const asked = line ? spec.series : spec.series.filter((one) => one.name === points[0].seriesName);
        const said = (value) => format(value, spec.decimals, spec.unit);
        const rows = asked.map((one) => {
          const range = typeof one.low[at] === "number" ? `  (${said(one.low[at])}–${said(one.high[at])})` : "";
          return `${one.name}: ${said(one.values[at])}${range}`;
        });
        return [head, ...rows].join("\n");
      },
    };
  }

  function option(spec) {
    const style = look();
    const parts = spec.kind === "line" ? lines(spec, style) : bars(spec, style);
    const several = spec.series.length > 1;
    return Object.assign(parts, {
      animation: false, aria: { enabled: false }, textStyle: { fontFamily: "Inter" },
      grid: { left: 8, right: spec.kind === "line" && several ? 110 : 40, top: several ? 40 : 24, bottom: 8, containLabel: true },
      legend: several ? { top: 0, left: 0, textStyle: { color: style.text, fontFamily: "Inter" }, data: spec.series.map((s) => s.name) } : undefined,
      tooltip: tooltip(spec, style),
    });
  }

  // The picture: title, chart and source line on one canvas.
  async function picture(figure, chart, spec) {
    const style = look();
    const image = new Image();
    image.src = chart.getDataURL({ pixelRatio: 2, backgroundColor: style.surface });
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height + 150;
    const pen = canvas.getContext("2d");
    pen.fillStyle = style.surface;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = style.text;
    pen.font = "600 32px Inter";
    pen.fillText(figure.querySelector(".sp-chart-title").innerText, 24, 48, canvas.width - 48);
    pen.font = "400 24px Inter";
    pen.fillText(figure.querySelector(".sp-chart-subtitle").innerText, 24, 86, canvas.width - 48);
    pen.drawImage(image, 0, 100);
    pen.fillText(spec.source || document.title, 24, canvas.height - 16, canvas.width - 48);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  // Text that starts like a formula is made harmless for spreadsheets.
  function cell(text) {
    const plain = text.trim();
    const safe = /^[=+@\t\r]|^-(?![\d.,])/.test(plain) ? "'" + plain : plain;
    return /[;,"\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }
  function csv(figure) {
    const rows = [...figure.querySelectorAll(".sp-twin tr")];
    const separator = language() === "nl" ? ";" : ",";
    const text = rows.map((row) => [...row.cells].map((c) => cell(c.innerText)).join(separator)).join("\r\n");
    return new Blob(["\ufeff" + text], { type: "text/csv" });
  }

  // Where the axis of values begins: a line or a range may begin above zero, and then the page says so.
  function startsAt(spec) {
    if (spec.kind === "line") return extent(spec).min;
    const lowest = Math.min(...spec.series.flatMap((one) => [...one.values, ...one.low]).filter((n) => typeof n === "number"));
    const highest = Math.max(...spec.series.flatMap((one) => [...one.values, ...one.high]).filter((n) => typeof n === "number"));
    return lowest > (highest - lowest) * 0.5 ? lowest : 0;
  }

  // The layer of events can be switched off; missing data stay hatched.
  function switchEvents(figure, tools, spec, draw) {
    const button = tools.querySelector("[data-chart-events]");
    if (!button) return;
    button.addEventListener("click", () => {
      spec.hidden = !spec.hidden;
      button.setAttribute("aria-pressed", String(!spec.hidden));
      figure.querySelector(".sp-events").hidden = spec.hidden;
      draw();
    });
  }

  window.socialplanChart = (figure, say) => {
    if (figure.dataset.drawn) return;
    figure.dataset.drawn = "1";
    const spec = JSON.parse(document.getElementById(`chart-${figure.dataset.chart}-spec`).textContent);
    const place = figure.querySelector(".sp-chart-canvas");
    place.hidden = false;
    const rows = spec.kind === "line" ? 0 : spec.x.length * Math.max(1, spec.series.length * 0.7);
    const height = spec.kind === "line" ? 300 : Math.min(720, 70 + rows * 34);
    place.style.height = `${height}px`;
    const draw = () => {
      const old = window.echarts.getInstanceByDom(place);
      if (old) old.dispose();
      const chart = window.echarts.init(place, null, { renderer: "canvas", locale: language() === "nl" ? "NL" : "EN" });
      chart.setOption(option(spec));
      return chart;
    };
    draw();
    new ResizeObserver(() => window.echarts.getInstanceByDom(place)?.resize()).observe(place);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    const tools = figure.querySelector(".sp-chart-tools");
    tools.hidden = false;
    switchEvents(figure, tools, spec, draw);
    const from = figure.querySelector("[data-chart-from]");
    if (from && spec.kind !== "bar") from.hidden = !(startsAt(spec) > 0);
    tools.querySelector("[data-chart-csv]").addEventListener("click", () => {
      figure.querySelector(".sp-twin").open = true;
      save(csv(figure), `${figure.dataset.chart}.csv`);
    });
    const copy = tools.querySelector("[data-chart-picture]");
    copy.addEventListener("click", async () => {
      const blob = await picture(figure, window.echarts.getInstanceByDom(place), spec);
      try {
        await navigator.clipboard.write([new ClipboardItem({ "image/png": blob })]);
        say(copy.dataset.done);
      } catch {
        save(blob, `${figure.dataset.chart}.png`);
        say(copy.dataset.saved);
      }
    });
  };
})();
