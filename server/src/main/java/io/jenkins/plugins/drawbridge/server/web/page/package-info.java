/** What people see: HTML made on the server, of plain values by templates; works without a script, better with one. */
@org.jspecify.annotations.NullMarked
package io.jenkins.plugins.drawbridge.server.web.page;
