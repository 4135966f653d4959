package dev.warren.system.topology;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;

/** What a user of the broker can do, found out by trying. Used by one test thread. */
record Attempts(Connection connection) {

    private static final int REFUSED = 403;

    /** One try on a channel of its own; a refusal closes the channel. */
    interface Attempt {
        void on(Channel channel, String name) throws IOException, InterruptedException, TimeoutException;
    }

    /** Of the names, those for which the broker does not refuse the attempt; whatever else goes wrong counts as allowed. */
    Set<String> allowed(Collection<String> names, Attempt attempt) throws Exception {
        var allowed = new TreeSet<String>();
        for (String name : names) {
            if (isAllowed(attempt, name)) {
                allowed.add(name);
            }
        }
        return allowed;
    }

    boolean isAllowed(Attempt attempt, String name) throws Exception {
        Channel channel = connection.openChannel().orElseThrow();
        try {
            attempt.on(channel, name);
            return true;
        } catch (AlreadyClosedException e) {
            return !isRefusal(e);
        } catch (IOException | ShutdownSignalException e) {
            return !isRefusal(e);
        } finally {
            channel.abort();
        }
    }

    private static boolean isRefusal(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ShutdownSignalException shutdown
                    && shutdown.getReason() instanceof AMQP.Channel.Close close) {
                return close.getReplyCode() == REFUSED;
            }
        }
        return false;
    }

    /** A key that nothing is bound by: whoever may publish disturbs nobody. */
    static void publish(Channel channel, String exchange) throws IOException, InterruptedException, TimeoutException {
        channel.confirmSelect();
        channel.basicPublish(exchange, "nobody.hears.this", null, new byte[0]);
        channel.waitForConfirmsOrDie(5_000);
    }
}
