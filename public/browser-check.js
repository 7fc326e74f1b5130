/*
 * Runs ahead of the page, in a browser of any age, and so it is written in ES5. Where something is missing that the page
 * cannot do without, it says what and what to do, and marks the document, so that the page itself does not start.
 * docs/browsers.md explains the lowest versions.
 */
(function () {
  'use strict';

  var VERSIONS = 'Chrome and Edge 114, Firefox 115, Safari 17.4';

  /** The smallest WebAssembly module that uses SIMD. */
  var SIMD = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
  ];

  /** Whether a test holds; one that throws does not. */
  function holds(test) {
    try {
      return Boolean(test());
    } catch (error) {
      return false;
    }
  }

  /** A browser with module workers asks for the type; what is thrown then ends the attempt before anything is fetched. */
  function startsModuleWorkers() {
    var asked = false;
    var options = Object.defineProperty({}, 'type', {
      get: function () {
        asked = true;
        throw new Error('asked');
      },
    });
    var url = URL.createObjectURL(new Blob([''], { type: 'text/javascript' }));
    holds(function () {
      new Worker(url, options).terminate();
    });
    URL.revokeObjectURL(url);
    return asked;
  }

  /** Where site data are blocked Firefox refuses channels between tabs as well as storage; others refuse storage later. */
  function storesData() {
    // A frame that is shut off from its own address: nothing of the page would load.
    if (window.origin === 'null') return false;
    new BroadcastChannel('second-look-check').close();
    return window.indexedDB;
  }

  /** What only a newer browser brings, by the names that a person could look up. */
  var NEEDED = {
    'module scripts': function () {
      return 'noModule' in HTMLScriptElement.prototype;
    },
    'module workers': startsModuleWorkers,
    'WebAssembly SIMD': function () {
      return WebAssembly.validate(new Uint8Array(SIMD));
    },
    BroadcastChannel: function () {
      return BroadcastChannel;
    },
    'the Web Locks API': function () {
      return navigator.locks;
    },
    'the dialog element': function () {
      return HTMLDialogElement.prototype.showModal;
    },
    DecompressionStream: function () {
      return DecompressionStream;
    },
    OffscreenCanvas: function () {
      return new OffscreenCanvas(1, 1).getContext('2d');
    },
    'Array.prototype.findLast': function () {
      return Array.prototype.findLast;
    },
    'AbortSignal.timeout': function () {
      return AbortSignal.timeout && AbortSignal.prototype.throwIfAborted;
    },
    'color-mix()': function () {
      return CSS.supports('color', 'color-mix(in oklab, red, blue)');
    },
  };

  /** @returns the paragraphs to show instead of the page, or null where it can run */
  function trouble() {
    if (window.isSecureContext === false) {
      return [
        'Second Look stores your data set in this browser, and browsers allow that at secure addresses only.',
        'Open the page over https, or from this machine as http://localhost.',
      ];
    }
    if ('BroadcastChannel' in window && !holds(storesData)) {
      return [
        'This browser does not let this page store data, and so it cannot work: a private window or strict settings may forbid it.',
        'Allow this address to store data, then load the page again.',
      ];
    }
    if (typeof WebAssembly === 'undefined' && 'noModule' in HTMLScriptElement.prototype && navigator.locks) {
      return [
        'WebAssembly is switched off in this browser, and Second Look computes with it: a strict security mode may forbid it.',
        'Allow WebAssembly for this address, then load the page again.',
      ];
    }
    var missing = Object.keys(NEEDED).filter(function (name) {
      return !holds(NEEDED[name]);
    });
    if (missing.length === 0) return null;
    return [
      'This browser is too old for Second Look, or a part that it needs is switched off: ' + missing.join(', ') + '.',
      'It works in ' + VERSIONS + ' and later. Update this browser, or open the page in another.',
    ];
  }

  var paragraphs = trouble();
  if (!paragraphs) return;
  document.documentElement.setAttribute('data-cannot-run', '');
  document.addEventListener('DOMContentLoaded', function () {
    var main = document.createElement('main');
    main.setAttribute('style', 'max-width: 36em; margin: 0 auto; padding: 10vh 1em; font: 16px/1.5 sans-serif');
    var heading = document.createElement('h1');
    heading.setAttribute('style', 'font-size: 24px');
    heading.textContent = 'Second Look cannot run here';
    main.appendChild(heading);
    paragraphs.forEach(function (sentence) {
      var paragraph = document.createElement('p');
      paragraph.textContent = sentence;
      main.appendChild(paragraph);
    });
    document.body.appendChild(main);
  });
})();
