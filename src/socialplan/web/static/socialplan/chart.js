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

  function format(value, decimals) {
    if (value === null || value === undefined) return "–";
    const digits = decimals ?? (Number.isInteger(value) ? 0 : Math.abs(value) >= 100 ? 0 : 2);
    const locale = language() === "nl" ? "nl-NL" : "en-GB";
    return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
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
          return { type: "polygon", shape: { points: [lowBefore, highBefore, high, low] }, style: { fill: colour, opacity: 0.16 } };
        }
        if (has(at + 1)) return null;
        return { type: "line", shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] }, style: { stroke: colour, opacity: 0.5, lineWidth: 3 } };
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

  function whisker(spec, series, i, colour, offset) {
    return {
      type: "custom", name: series.name, silent: true, z: 5, tooltip: { show: false },
      data: spec.x.map((x, at) => [series.low[at], series.high[at], at]).filter((p) => typeof p[0] === "number"),
      encode: { x: [0, 1], y: 2 },
      renderItem: (params, api) => {
        const low = api.coord([api.value(0), api.value(2)]);
        const high = api.coord([api.value(1), api.value(2)]);
        const shift = offset * api.size([0, 1])[1];
        const y = low[1] + shift;
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

  function marks(spec, style) {
    const words = (position) => ({ formatter: (mark) => mark.name, color: style.text, fontFamily: "Inter", position });
    const events = spec.events.map((event, i) => ({ xAxis: event.x, name: String(i + 1), label: words("end") }));
    const lines = spec.target === null ? [] : [{ yAxis: spec.target, name: spec.targetLabel, label: words("insideStartTop") }];
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

  // An event that lasted is a pale strip from its first to its last day.
  function spans(spec, style) {
    const long = spec.events.filter((event) => event.until && event.until !== event.x);
    if (!long.length) return undefined;
    return { silent: true, itemStyle: { color: style.quiet, opacity: 0.1 }, data: long.map((e) => [{ xAxis: e.x }, { xAxis: e.until }]) };
  }

  function lines(spec, style) {
    const series = spec.series.flatMap((one, i) => {
      const colour = style.colours[i];
      const line = {
        type: "line", name: one.name, connectNulls: false, color: colour, z: 3,
        symbol: MARKS[i], showSymbol: true,
        lineStyle: { color: colour, width: one.own || i === 0 ? 2.5 : 1.5, type: DASHES[i] },
        labelLayout: { moveOverlap: "shiftY" },
        endLabel: { show: spec.series.length > 1, formatter: one.name, color: style.text, fontFamily: "Inter" },
        data: spec.x.map((x, at) => ({
          value: [x, one.values[at]],
          itemStyle: spec.unfinished.includes(x) ? { color: style.surface, borderColor: colour, borderWidth: 2 } : {},
          symbol: spec.unfinished.includes(x) ? "emptyCircle" : MARKS[i],
          symbolSize: spec.unfinished.includes(x) ? 9 : alone(one.values, at) ? 8 : spec.x.length > 60 ? 0 : 5,
        })),
        markLine: i === 0 ? marks(spec, style) : undefined,
        markArea: i === 0 ? spans(spec, style) : undefined,
      };
      return one.low.length ? [line, band(spec, one, i, colour)] : [line];
    });
    return {
      xAxis: axis(style, { type: "time", splitLine: { show: false }, axisLabel: { color: style.quiet, fontFamily: "Inter", fontSize: 12, hideOverlap: true, formatter: { year: "{yyyy}", month: "{MMM} {yyyy}", day: "{d} {MMM}" } } }),
      yAxis: axis(style, { type: "value", ...extent(spec), axisLabel: { color: style.quiet, showMinLabel: false, showMaxLabel: false, formatter: (v) => format(v) } }),
      series,
    };
  }

  function bars(spec, style) {
    const dots = spec.kind === "range";
    const many = spec.series.length;
    const series = spec.series.flatMap((one, i) => {
      const colour = style.colours[i];
      const offset = many === 1 || dots ? 0 : (i - (many - 1) / 2) * (0.7 / many);
      const main = {
        type: dots ? "scatter" : "bar", name: one.name, color: colour, symbol: MARKS[i], symbolSize: 11, z: 4,
        barMaxWidth: 22, barCategoryGap: "35%",
        label: { show: !dots && many === 1 && !one.low.length, position: "right", color: style.text, formatter: (p) => format(p.value, spec.decimals) },
        data: dots ? one.values.map((value, at) => [value, at]) : one.values,
        markLine: i === 0 && spec.usual !== null
          ? { silent: true, symbol: "none", label: { show: false }, lineStyle: { color: style.text, type: "dashed" }, data: [{ xAxis: spec.usual }] }
          : undefined,
      };
      return one.low.length ? [main, whisker(spec, one, i, dots ? colour : style.text, offset)] : [main];
    });
    return {
      xAxis: axis(style, { type: "value", scale: dots, axisLabel: { color: style.quiet, formatter: (v) => format(v) } }),
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
        const head = spec.x[points[0].dataIndex];
        const rows = points.map((p) => {
          const one = spec.series.find((series) => series.name === p.seriesName);
          const low = one.low[p.dataIndex];
          const range = typeof low === "number"
            ? `  (${format(low, spec.decimals)}–${format(one.high[p.dataIndex], spec.decimals)})` : "";
          return `${one.name}: ${format(one.values[p.dataIndex], spec.decimals)}${range}`;
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

  window.socialplanChart = (figure, say) => {
    if (figure.dataset.drawn) return;
    figure.dataset.drawn = "1";
    const spec = JSON.parse(document.getElementById(`chart-${figure.dataset.chart}-spec`).textContent);
    const place = figure.querySelector(".sp-chart-canvas");
    place.hidden = false;
    const rows = spec.kind === "line" ? 0 : spec.x.length * Math.max(1, spec.kind === "range" ? 1 : spec.series.length * 0.7);
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
