/** What templates show: values only, nothing that could be asked for more. */
@org.jspecify.annotations.NullMarked
package io.jenkins.plugins.drawbridge.server.web.page.view;
