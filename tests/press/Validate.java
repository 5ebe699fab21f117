import java.io.File;
import java.io.InputStream;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;

/** Holds a PDF against profiles of veraPDF: Validate FILE PROFILE…, such as PDFA-2A or PDFUA-1. */
public class Validate {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        var foundry = Foundries.defaultInstance();
        boolean passed = true;
        for (int i = 1; i < arguments.length; i++) {
            var name = "/org/verapdf/pdfa/validation/" + arguments[i] + ".xml";
            try (InputStream profile = Profiles.class.getResourceAsStream(name)) {
                var rules = Profiles.profileFromXml(profile);
                var flavour = rules.getPDFAFlavour();
                try (var parser = foundry.createParser(new File(arguments[0]), flavour);
                        var validator = foundry.createValidator(rules, 1000, false, true, false)) {
                    ValidationResult result = validator.validate(parser);
                    System.out.println(arguments[i] + (result.isCompliant() ? " holds" : " FAILS"));
                    passed &= result.isCompliant();
                    for (TestAssertion broken : result.getTestAssertions()) {
                        System.out.println("  " + broken.getRuleId().getClause() + ": " + broken.getMessage());
                    }
                }
            }
        }
        System.exit(passed ? 0 : 1);
    }
}
