/** What a build keeps and shows of its deploys. Knows neither steps nor configuration. */
@NullMarked
package io.jenkins.plugins.drawbridge.report;

import org.jspecify.annotations.NullMarked;
