// The charts of a report without a connection: the models are in the document; the page sends no requests for them.
import { create } from './charts/chart.js';
import './charts/plots.js';

await Promise.all([...document.querySelectorAll('[data-chart]')].map(element => create(element, element.dataset.chart)));
document.documentElement.dataset.charts = 'drawn';
