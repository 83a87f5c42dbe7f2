// The one place that knows where the chart library lies.
export * from '/lib/lightweight-charts/lightweight-charts.js';
