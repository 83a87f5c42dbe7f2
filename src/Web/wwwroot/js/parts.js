// A part of the page that stands in a file of its own, named by its content: <kept-part src="/parts/…"></kept-part>.
const pause = 5000; // milliseconds until a part that did not come is asked for again

class KeptPart extends HTMLElement {
  static observedAttributes = ['src'];

  attributeChangedCallback() { this.fill(); }

  async fill() {
    const address = this.getAttribute('src');
    try {
      const answer = await fetch(address);
      if (answer.status === 404) { this.textContent = (await answer.json()).title; return; }
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const html = await answer.text();
      if (address === this.getAttribute('src')) this.innerHTML = html;
    } catch (error) {
      console.warn(`A part of the page was not loaded: ${error.message}`);
      setTimeout(() => { if (this.isConnected && address === this.getAttribute('src')) this.fill(); }, pause);
    }
  }
}

customElements.define('kept-part', KeptPart);
