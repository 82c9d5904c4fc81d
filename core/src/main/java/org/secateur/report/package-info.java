/** Results as sentences and tables. */
@NullMarked
package org.secateur.report;

import org.jspecify.annotations.NullMarked;
