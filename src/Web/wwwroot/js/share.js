// The charts of a shared page: the models are in the document; the page sends no requests for them.
import { create } from './charts/chart.js';

for (const element of document.querySelectorAll('[data-chart]')) create(element, element.dataset.chart);
