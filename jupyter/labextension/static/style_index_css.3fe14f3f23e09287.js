"use strict";(self.rspackChunkunsigned_peace_lab=self.rspackChunkunsigned_peace_lab||[]).push([["style_index_css"],{"./node_modules/css-loader/dist/cjs.js!./style/index.css"(e,o,t){var r=t("./node_modules/css-loader/dist/runtime/noSourceMaps.js"),n=t.n(r),s=t("./node_modules/css-loader/dist/runtime/api.js"),a=(t.n(s))()(n());a.push([e.id,`.up-bar {
  align-items: center;
  background: var(--jp-layout-color2);
  border-bottom: 1px solid var(--jp-border-color2);
  color: var(--jp-ui-font-color1);
  display: flex;
  gap: 8px;
  min-height: 28px;
  overflow: hidden;
  padding: 0 8px;
}

.up-bar [role="status"] {
  flex: 1;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
}

.up-asleep {
  background: var(--jp-layout-color2);
  border-left: 4px solid var(--jp-brand-color1);
  color: var(--jp-ui-font-color1);
  padding: 8px 12px;
}

.up-asleep p {
  margin: 0 0 8px;
}

.up-guess-first .jp-Cell-outputWrapper,
.up-guess-first + .jp-MarkdownCell .jp-MarkdownOutput:not(:has(h1, h2, h3)) {
  display: none;
}

.up-guess {
  align-items: baseline;
  background: var(--jp-layout-color2);
  border-left: 4px solid var(--jp-brand-color1);
  color: var(--jp-ui-font-color1);
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
  margin: 4px 0;
  padding: 8px 12px;
}

.up-guess label {
  max-width: 100%;
}

.up-guess input {
  box-sizing: border-box;
  font: inherit;
  max-width: 100%;
  width: 24em;
}

/* The toolbar of a cell lies over its text. All it does is in the menus, too. */
.up-course .jp-cell-toolbar {
  display: none;
}

/* JupyterLab breaks a message inside its words. */
.up-course .jp-RenderedText pre {
  overflow-wrap: anywhere;
  word-break: normal;
}

/* Numbers of notes stay together. */
.up-course .jp-RenderedMarkdown sup {
  white-space: nowrap;
}

.up-hover {
  background: var(--jp-layout-color1);
  border: 1px solid var(--jp-border-color1);
  box-shadow: var(--jp-elevation-z6);
  box-sizing: border-box;
  color: var(--jp-ui-font-color1);
  font-size: var(--jp-ui-font-size1);
  max-height: 60vh;
  max-width: min(460px, calc(100vw - 8px));
  overflow: auto;
  padding: 8px 12px;
  position: fixed;
  z-index: 10000;
}

.up-hover .jp-RenderedMarkdown {
  font-size: inherit;
  padding: 4px 0;
}

.up-beside {
  background: var(--jp-layout-color1);
  box-sizing: border-box;
  color: var(--jp-content-font-color1);
  font-family: var(--jp-content-font-family);
  font-size: var(--jp-content-font-size1);
  overflow: auto;
  padding: 8px 20px;
}

.up-beside h2 {
  font-size: var(--jp-content-font-size3);
  outline: none;
}

.up-beside > * {
  height: auto;
  overflow: visible;
}

.up-course-panel {
  background: var(--jp-layout-color1);
  color: var(--jp-ui-font-color1);
  font-size: var(--jp-ui-font-size1);
  min-width: 220px;
  overflow: auto;
  padding: 8px 12px;
}

.up-course-panel h2 {
  display: inline;
  font-size: var(--jp-ui-font-size2);
}

/* A browser would make it smaller than 11 pixels. */
.up-course-panel small,
.up-hover small {
  font-size: 0.9em;
}

.up-course-panel > details,
.up-course-panel > section {
  margin-block: 12px;
}

.up-course-panel ol {
  padding-left: 20px;
}

.up-course-panel li > * {
  display: block;
}

.up-course-panel progress {
  accent-color: var(--jp-brand-color1);
  width: 100%;
}

.up-course-panel button,
.up-beside button,
.up-bar button,
.up-guess button,
.up-asleep button {
  background: var(--jp-layout-color1);
  border: 1px solid var(--jp-border-color0);
  border-radius: 3px;
  color: var(--jp-ui-font-color1);
  cursor: pointer;
  font: inherit;
  padding: 2px 8px;
  text-align: left;
}

.up-course-panel li button {
  border: 0;
  color: var(--jp-content-link-color);
  padding: 2px 0;
}

.up-course-panel [aria-current="page"] {
  font-weight: bold;
}

.up-course-panel input {
  box-sizing: border-box;
  font: inherit;
  width: 100%;
}
`,""]),t.d(o,{},{A:a})},"./node_modules/css-loader/dist/runtime/api.js"(e){e.exports=function(e){var o=[];return o.toString=function(){return this.map(function(o){var t="",r=void 0!==o[5];return o[4]&&(t+="@supports (".concat(o[4],") {")),o[2]&&(t+="@media ".concat(o[2]," {")),r&&(t+="@layer".concat(o[5].length>0?" ".concat(o[5]):""," {")),t+=e(o),r&&(t+="}"),o[2]&&(t+="}"),o[4]&&(t+="}"),t}).join("")},o.i=function(e,t,r,n,s){"string"==typeof e&&(e=[[null,e,void 0]]);var a={};if(r)for(var i=0;i<this.length;i++){var l=this[i][0];null!=l&&(a[l]=!0)}for(var u=0;u<e.length;u++){var p=[].concat(e[u]);r&&a[p[0]]||(void 0!==s&&(void 0===p[5]||(p[1]="@layer".concat(p[5].length>0?" ".concat(p[5]):""," {").concat(p[1],"}")),p[5]=s),t&&(p[2]&&(p[1]="@media ".concat(p[2]," {").concat(p[1],"}")),p[2]=t),n&&(p[4]?(p[1]="@supports (".concat(p[4],") {").concat(p[1],"}"),p[4]=n):p[4]="".concat(n)),o.push(p))}},o}},"./node_modules/css-loader/dist/runtime/noSourceMaps.js"(e){e.exports=function(e){return e[1]}},"./style/index.css"(e,o,t){t.r(o);var r=t("./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"),n=t.n(r),s=t("./node_modules/style-loader/dist/runtime/styleDomAPI.js"),a=t.n(s),i=t("./node_modules/style-loader/dist/runtime/insertBySelector.js"),l=t.n(i),u=t("./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"),p=t.n(u),d=t("./node_modules/style-loader/dist/runtime/insertStyleElement.js"),c=t.n(d),f=t("./node_modules/style-loader/dist/runtime/styleTagTransform.js"),m=t.n(f),v=t("./node_modules/css-loader/dist/cjs.js!./style/index.css"),b={};b.styleTagTransform=m(),b.setAttributes=p(),b.insert=l().bind(null,"head"),b.domAPI=a(),b.insertStyleElement=c(),n()(v.A,b);let h=v.A&&v.A.locals?v.A.locals:void 0;t.d(o,{},{default:h})},"./node_modules/style-loader/dist/runtime/injectStylesIntoStyleTag.js"(e){var o=[];function t(e){for(var t=-1,r=0;r<o.length;r++)if(o[r].identifier===e){t=r;break}return t}function r(e,r){for(var n={},s=[],a=0;a<e.length;a++){var i=e[a],l=r.base?i[0]+r.base:i[0],u=n[l]||0,p="".concat(l," ").concat(u);n[l]=u+1;var d=t(p),c={css:i[1],media:i[2],sourceMap:i[3],supports:i[4],layer:i[5]};if(-1!==d)o[d].references++,o[d].updater(c);else{var f=function(e,o){var t=o.domAPI(o);return t.update(e),function(o){o?(o.css!==e.css||o.media!==e.media||o.sourceMap!==e.sourceMap||o.supports!==e.supports||o.layer!==e.layer)&&t.update(e=o):t.remove()}}(c,r);r.byIndex=a,o.splice(a,0,{identifier:p,updater:f,references:1})}s.push(p)}return s}e.exports=function(e,n){var s=r(e=e||[],n=n||{});return function(e){e=e||[];for(var a=0;a<s.length;a++){var i=t(s[a]);o[i].references--}for(var l=r(e,n),u=0;u<s.length;u++){var p=t(s[u]);0===o[p].references&&(o[p].updater(),o.splice(p,1))}s=l}}},"./node_modules/style-loader/dist/runtime/insertBySelector.js"(e){var o={};e.exports=function(e,t){var r=function(e){if(void 0===o[e]){var t=document.querySelector(e);if(window.HTMLIFrameElement&&t instanceof window.HTMLIFrameElement)try{t=t.contentDocument.head}catch(e){t=null}o[e]=t}return o[e]}(e);if(!r)throw Error("Couldn't find a style target. This probably means that the value for the 'insert' parameter is invalid.");r.appendChild(t)}},"./node_modules/style-loader/dist/runtime/insertStyleElement.js"(e){e.exports=function(e){var o=document.createElement("style");return e.setAttributes(o,e.attributes),e.insert(o,e.options),o}},"./node_modules/style-loader/dist/runtime/setAttributesWithoutAttributes.js"(e,o,t){e.exports=function(e){var o=t.nc;o&&e.setAttribute("nonce",o)}},"./node_modules/style-loader/dist/runtime/styleDomAPI.js"(e){e.exports=function(e){if("u"<typeof document)return{update:function(){},remove:function(){}};var o=e.insertStyleElement(e);return{update:function(t){var r,n,s;r="",t.supports&&(r+="@supports (".concat(t.supports,") {")),t.media&&(r+="@media ".concat(t.media," {")),(n=void 0!==t.layer)&&(r+="@layer".concat(t.layer.length>0?" ".concat(t.layer):""," {")),r+=t.css,n&&(r+="}"),t.media&&(r+="}"),t.supports&&(r+="}"),(s=t.sourceMap)&&"u">typeof btoa&&(r+="\n/*# sourceMappingURL=data:application/json;base64,".concat(btoa(unescape(encodeURIComponent(JSON.stringify(s))))," */")),e.styleTagTransform(r,o,e.options)},remove:function(){var e;null===(e=o).parentNode||e.parentNode.removeChild(e)}}}},"./node_modules/style-loader/dist/runtime/styleTagTransform.js"(e){e.exports=function(e,o){if(o.styleSheet)o.styleSheet.cssText=e;else{for(;o.firstChild;)o.removeChild(o.firstChild);o.appendChild(document.createTextNode(e))}}}}]);