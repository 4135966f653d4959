package dev.warren.system.launcher;

import java.util.Optional;

/**
 * One of the instances of a service: the first has the service's own port and name, further ones have free ports and a number.
 *
 * @param number from 1
 */
record Instance(Service service, int number) {

    static Instance first(Service service) {
        return new Instance(service, 1);
    }

    /** By its label; empty if there is none such. */
    static Optional<Instance> of(String label) {
        return Service.ALL.stream()
                .filter(service -> label.matches(service.label() + "(-[1-9]\\d{0,2})?"))
                .map(service -> new Instance(
                        service,
                        label.equals(service.label())
                                ? 1
                                : Integer.parseInt(
                                        label.substring(service.label().length() + 1))))
                .findFirst();
    }

    /** The name of its log and of its entry in the state file: {@code payment-service}, {@code payment-service-2}. */
    String label() {
        return isFirst() ? service.label() : service.label() + "-" + number;
    }

    boolean isFirst() {
        return number == 1;
    }
}
