package dev.warren.system.chaos;

import com.rabbitmq.client.DefaultConsumer;
import dev.warren.local.Await;
import dev.warren.local.LocalException;
import dev.warren.local.Secrets;
import dev.warren.messaging.topology.Definitions;
import dev.warren.system.rig.Broker;
import dev.warren.system.rig.Rig;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** What a broker and its operators can do to its clients. */
record BrokerFaults(Rig rig, Broker broker) {

    private static final Duration JOURNAL_UP = Duration.ofSeconds(60);

    Fault killed() {
        return new Fault(broker::kill, this::start);
    }

    Fault stopped() {
        return new Fault(broker::stop, this::start);
    }

    /**
     * RabbitMQ 3.10 lets clients in before its streams are up. Events published in that moment were seen to reach their queues and
     * not the journal, from which the books are checked.
     */
    private void start() {
        rig.services().forEach(service -> service.toBroker().cut());
        broker.start();
        if (!Await.until(JOURNAL_UP, this::isJournalUp)) {
            throw new LocalException(
                    "JOURNAL_NOT_UP", "the journal cannot be read %s after the broker's start".formatted(JOURNAL_UP));
        }
        rig.services().forEach(service -> service.toBroker().heal());
    }

    private boolean isJournalUp() {
        try (var connection = broker.administrator().newConnection("chaos");
                var channel = connection.createChannel()) {
            channel.basicQos(1);
            channel.basicConsume(
                    Definitions.JOURNAL, false, Map.of("x-stream-offset", "next"), new DefaultConsumer(channel));
            return true;
        } catch (IOException | TimeoutException e) {
            return false;
        }
    }

    Fault frozen() {
        return new Fault(broker::pause, broker::resume);
    }

    Fault connectionsClosed() {
        return new Fault(() -> broker.admin().closeConnections(broker.vhost()), Fault.NOTHING);
    }

    Fault memoryAlarm() {
        return new Fault(
                () -> broker.control("set_vm_memory_high_watermark", "absolute", "1"),
                () -> broker.control("set_vm_memory_high_watermark", "absolute", "2GB"));
    }

    Fault diskAlarm() {
        return new Fault(
                () -> broker.control("set_disk_free_limit", "1000000GB"),
                () -> broker.control("set_disk_free_limit", "200MB"));
    }

    /** Whoever has the old one is sent away and not let in again. */
    Fault passwordChanged(String service) {
        return new Fault(
                () -> {
                    broker.admin().putUser(service, Secrets.newPassword(), "management");
                    broker.control("close_all_user_connections", service, "password changed");
                },
                () -> broker.admin().putUser(service, broker.password(service), "management"));
    }
}
