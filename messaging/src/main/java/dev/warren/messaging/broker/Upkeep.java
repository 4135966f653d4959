package dev.warren.messaging.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;

/** What a listener looks after besides its deliveries. By default nothing. */
public interface Upkeep {

    /** Called before the queue is consumed. Throws with what is missing and what to do about it. */
    default void verify(Connection connection) throws IOException {}

    /** Called before the queue is consumed and once an interval while it is. */
    default void restore(Channel channel) throws IOException, InterruptedException {}

    Duration interval();
}
