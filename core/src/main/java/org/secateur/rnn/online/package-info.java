/** Networks that prune themselves while noise runs through them. */
@NullMarked
package org.secateur.rnn.online;

import org.jspecify.annotations.NullMarked;
