import { defineConfig, type Plugin } from 'vite';

/**
 * Puts the one script and the one style sheet where the page's markers stand, so that each page is a single file that loads nothing.
 * The program hashes both for the page's content security policy.
 */
function singleFile(): Plugin {
  return {
    name: 'single-file',
    enforce: 'post',
    generateBundle(_options, bundle) {
      let script = '';
      let style = '';
      for (const [name, part] of Object.entries(bundle)) {
        if (part.type === 'chunk') {
          script += part.code;
          delete bundle[name];
        } else if (name.endsWith('.css')) {
          style += part.source.toString();
          delete bundle[name];
        }
      }

      if (script === '' || style === '' || script.includes('<!--') || style.includes('</')) {
        this.error('a page needs one script and one style that can stand inside HTML');
      }

      const safeScript = script.replaceAll('</script', '<\\/script').trim();
      for (const part of Object.values(bundle)) {
        if (part.type === 'asset' && part.fileName.endsWith('.html')) {
          part.source = part.source
            .toString()
            .replace(/\s*<script type="module"[^>]*><\/script>/g, '')
            .replace(/\s*<link rel="stylesheet"[^>]*>/g, '')
            .replace('<!--inline:style-->', () => `<style>${style.trim()}</style>`)
            .replace('<!--inline:script-->', () => `<script>${safeScript}</script>`);
        }
      }
    },
  };
}

export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [singleFile()],
  build: {
    target: 'es2022',
    outDir: `dist/${mode}`,
    emptyOutDir: true,
    cssCodeSplit: false,
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: `${mode}.html`,
      output: { format: 'iife' },
    },
  },
}));
