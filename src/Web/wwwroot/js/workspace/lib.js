// The one place that knows where the chart library lies.
export * from 'lightweight-charts';
