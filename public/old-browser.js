// Says which browser is needed instead of leaving a blank page. In the oldest syntax, which every browser reads; nothing else is
// asked for here than the page and its workers use without another way: what is looked for came last in each browser.
(function () {
  var missing = [];
  function need(name, isThere) {
    try {
      if (isThere()) return;
    } catch (_error) {
      // as good as missing
    }
    missing.push(name);
  }
  // Chrome 119, Firefox 121, Safari 17.4. Who has it has modules in workers, too.
  need('Promise.withResolvers', function () {
    return typeof Promise.withResolvers === 'function';
  });
  // Chrome 116, Firefox 124, Safari 17.4
  need('AbortSignal.any', function () {
    return typeof AbortSignal.any === 'function';
  });
  // Chrome 123, Firefox 120, Safari 17.5: every colour of the page
  need('light-dark() in CSS', function () {
    return CSS.supports('color', 'light-dark(black, white)');
  });
  // Chrome 114, Firefox 125, Safari 17
  need('popover', function () {
    return 'popover' in HTMLElement.prototype;
  });
  // Chrome 69, Firefox 105, Safari 16.4: pictures are drawn outside of the page
  need('OffscreenCanvas', function () {
    return typeof OffscreenCanvas === 'function';
  });
  if (missing.length === 0) return;
  var sentence = document.createElement('p');
  sentence.id = 'old-browser';
  sentence.setAttribute('role', 'alert');
  sentence.style.margin = '2rem';
  sentence.textContent =
    'Axial needs a newer browser: Chrome or Edge 123, Firefox 125, Safari 17.5, or any later version. ' +
    'This one lacks ' +
    missing.join(', ') +
    '.';
  var root = document.getElementById('root');
  root.parentNode.replaceChild(sentence, root); // so that the page does not start
})();
