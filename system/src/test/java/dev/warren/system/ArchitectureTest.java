package dev.warren.system;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the modules: services → edge → messaging, services → events-schema, system → everything. */
@AnalyzeClasses(packages = "dev.warren", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] SERVICES = {
        "dev.warren.users..", "dev.warren.orders..", "dev.warren.payments..", "dev.warren.notifications.."
    };

    @ArchTest
    static final ArchRule the_contract_stands_alone = noClasses()
            .that()
            .resideInAPackage("dev.warren.events..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.warren..").and(not(resideInAPackage("dev.warren.events.."))));

    @ArchTest
    static final ArchRule messaging_knows_no_business_event_and_no_other_module = noClasses()
            .that()
            .resideInAPackage("dev.warren.messaging..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.warren..").and(not(resideInAPackage("dev.warren.messaging.."))));

    @ArchTest
    static final ArchRule the_edge_knows_only_messaging = noClasses()
            .that()
            .resideInAPackage("dev.warren.edge..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.warren..")
                    .and(not(resideInAnyPackage("dev.warren.edge..", "dev.warren.messaging.."))));

    @ArchTest
    static final ArchRule services_know_the_contract_the_edge_and_messaging_only = noClasses()
            .that()
            .resideInAnyPackage(SERVICES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.warren.system..", "dev.warren.local..");

    @ArchTest
    static final ArchRule services_never_import_each_other = slices().matching(
                    "dev.warren.(users|orders|payments|notifications)..")
            .should()
            .notDependOnEachOther();

    /** What it shared with the services it could not hold against them. */
    @ArchTest
    static final ArchRule the_checker_reckons_for_itself = noClasses()
            .that()
            .resideInAPackage("dev.warren.system.check")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("dev.warren..").and(not(resideInAPackage("dev.warren.system.check"))));

    /** But for the simulated provider, whose slowness is what it is for. */
    @ArchTest
    static final ArchRule nothing_sleeps_where_a_message_is_handled = noClasses()
            .that()
            .resideInAnyPackage("dev.warren.messaging..", "dev.warren.edge..")
            .or()
            .resideInAnyPackage(SERVICES)
            .and()
            .resideOutsideOfPackage("dev.warren.payments.provider.simulated")
            .should()
            .accessTargetWhere(target(owner(type(Thread.class))).and(target(name("sleep"))));
}
