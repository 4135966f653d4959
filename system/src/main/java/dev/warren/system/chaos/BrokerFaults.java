package dev.warren.system.chaos;

import dev.warren.local.Secrets;
import dev.warren.system.rig.Broker;

/** What a broker and its operators can do to its clients. */
record BrokerFaults(Broker broker) {

    Fault killed() {
        return new Fault(broker::kill, broker::start);
    }

    Fault stopped() {
        return new Fault(broker::stop, broker::start);
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
