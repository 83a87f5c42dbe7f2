// The charts of a shared page: the models are in the document, nothing is asked of the server.
import { create } from './charts/chart.js';

for (const element of document.querySelectorAll('[data-chart]')) create(element, element.dataset.chart);
