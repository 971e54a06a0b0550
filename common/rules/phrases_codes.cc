#include "common/rules/phrases_codes.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace sangam::rules {
namespace {

struct Term {
  absl::string_view name;
  TwoWords words;
};

constexpr Term kTerms[] = {
    {"BENEFIT_KIND_UNSPECIFIED", {"benefit", "लाभ"}},
    {"BENEFIT_KIND_GRANT", {"grant", "अनुदान"}},
    {"BENEFIT_KIND_LOAN", {"loan", "ऋण"}},
    {"BENEFIT_KIND_INTEREST_SUBVENTION", {"interest subvention", "ब्याज अनुदान"}},
    {"BENEFIT_KIND_IN_KIND", {"in kind", "वस्तु रूप में"}},
    {"BENEFIT_KIND_TRAINING", {"training", "प्रशिक्षण"}},
    {"BENEFIT_KIND_INSURANCE", {"insurance", "बीमा"}},
    {"BENEFIT_KIND_SERVICE", {"service", "सेवा"}},
    {"BENEFIT_KIND_WORK_ORDER", {"work order", "कार्यादेश"}},
    {"BENEFIT_KIND_MARKET_LINKAGE", {"market linkage", "बाज़ार संपर्क"}},
    {"BENEFIT_KIND_ENABLING_DOCUMENT", {"enabling document", "सहायक दस्तावेज़"}},
    {"BENEFIT_KIND_WAGE_EMPLOYMENT", {"wage employment", "मज़दूरी रोज़गार"}},

    {"FUNDING_PARTY_UNSPECIFIED", {"Another party", "अन्य पक्ष"}},
    {"FUNDING_PARTY_CENTRE", {"Centre", "केंद्र"}},
    {"FUNDING_PARTY_STATE", {"State", "राज्य"}},
    {"FUNDING_PARTY_BENEFICIARY", {"Beneficiary", "लाभार्थी"}},
    {"FUNDING_PARTY_STATE_AND_BENEFICIARY",
     {"State and beneficiary", "राज्य और लाभार्थी"}},
    {"FUNDING_PARTY_BANK", {"Bank", "बैंक"}},
    {"FUNDING_PARTY_LOCAL_BODY", {"Local body", "स्थानीय निकाय"}},
    {"FUNDING_PARTY_IMPLEMENTING_AGENCY",
     {"Implementing agency", "कार्यान्वयन एजेंसी"}},
    {"FUNDING_PARTY_BENEFICIARY_AND_BANK",
     {"Beneficiary and bank", "लाभार्थी और बैंक"}},
    {"FUNDING_PARTY_PARTNER", {"Partner", "साझेदार"}},

    {"BENEFICIARY_UNIT_UNSPECIFIED", {"unit", "इकाई"}},
    {"BENEFICIARY_UNIT_SUBJECT", {"unit", "इकाई"}},
    {"BENEFICIARY_UNIT_MEMBER", {"member", "सदस्य"}},
    {"BENEFICIARY_UNIT_HOUSEHOLD", {"household", "परिवार"}},
    {"BENEFICIARY_UNIT_ARTISAN", {"artisan", "कारीगर"}},
    {"BENEFICIARY_UNIT_ENTERPRISE", {"enterprise", "उद्यम"}},

    {"SCHEME_VERSION_STATE_UNSPECIFIED", {"draft", "मसौदा"}},
    {"SCHEME_VERSION_STATE_DRAFT", {"draft", "मसौदा"}},
    {"SCHEME_VERSION_STATE_SUBMITTED", {"submitted", "अनुमोदन हेतु प्रस्तुत"}},
    {"SCHEME_VERSION_STATE_PUBLISHED", {"published", "प्रकाशित"}},
    {"SCHEME_VERSION_STATE_SUSPENDED", {"suspended", "स्थगित"}},
    {"SCHEME_VERSION_STATE_CLOSED", {"closed", "बंद"}},

    {"SUSPENSION_CAUSE_UNSPECIFIED",
     {"no cause is stated", "कारण का उल्लेख नहीं"}},
    {"SUSPENSION_CAUSE_ORDER", {"by an order", "आदेश द्वारा"}},
    {"SUSPENSION_CAUSE_BUDGET_EXHAUSTED",
     {"the money of the period is spent", "अवधि की राशि समाप्त"}},

    {"SCHEME_VERSION_STEP_KIND_UNSPECIFIED", {"changed", "परिवर्तित"}},
    {"SCHEME_VERSION_STEP_KIND_SUBMITTED", {"submitted", "प्रस्तुत"}},
    {"SCHEME_VERSION_STEP_KIND_RETURNED", {"given back", "वापस"}},
    {"SCHEME_VERSION_STEP_KIND_PUBLISHED", {"published", "प्रकाशित"}},
    {"SCHEME_VERSION_STEP_KIND_SUSPENDED", {"suspended", "स्थगित"}},
    {"SCHEME_VERSION_STEP_KIND_RESUMED", {"resumed", "पुनः आरंभ"}},
    {"SCHEME_VERSION_STEP_KIND_CLOSED", {"closed", "बंद"}},

    {"CONFIDENCE_UNSPECIFIED", {"not stated", "उल्लेख नहीं"}},
    {"CONFIDENCE_ILLUSTRATIVE", {"illustrative", "उदाहरण मात्र"}},
    {"CONFIDENCE_GENERAL_KNOWLEDGE", {"general knowledge", "सामान्य जानकारी"}},
    {"CONFIDENCE_PARTLY_VERIFIED", {"partly verified", "आंशिक रूप से सत्यापित"}},
    {"CONFIDENCE_STATED_BY_SOURCE", {"stated by source", "स्रोत में उल्लिखित"}},
    {"CONFIDENCE_VERIFIED", {"verified", "सत्यापित"}},
};

struct Code {
  absl::string_view code;
  absl::string_view hindi;
};

constexpr Code kCodes[] = {
    // Kinds of subjects.
    {"SHG", "स्वयं सहायता समूह"},
    {"VO", "ग्राम संगठन"},
    {"CLF", "संकुल स्तरीय संघ"},
    {"BLF", "प्रखंड स्तरीय संघ"},
    {"PRODUCER_GROUP", "उत्पादक समूह"},
    {"PRODUCER_COMPANY", "उत्पादक कंपनी"},
    {"COOPERATIVE", "सहकारी समिति"},
    {"SPV", "विशेष प्रयोजन इकाई"},
    {"JLG", "संयुक्त देयता समूह"},
    {"ENTERPRISE", "उद्यम"},
    {"CLUSTER", "क्लस्टर"},
    {"NGO", "गैर-सरकारी संगठन"},
    {"LOCAL_BODY", "स्थानीय निकाय"},
    {"GOVERNMENT_AGENCY", "सरकारी एजेंसी"},
    // Legal forms.
    {"UNREGISTERED", "अपंजीकृत"},
    {"PROPRIETORSHIP", "एकल स्वामित्व"},
    {"PARTNERSHIP", "साझेदारी"},
    {"COMPANY", "कंपनी"},
    {"SECTION_8_COMPANY", "धारा 8 कंपनी"},
    {"COOPERATIVE_SOCIETY", "सहकारी समिति"},
    {"SOCIETY", "सोसाइटी"},
    {"TRUST", "न्यास"},
    // Where and how large.
    {"RURAL", "ग्रामीण"},
    {"URBAN", "शहरी"},
    {"MICRO", "सूक्ष्म"},
    {"SMALL", "लघु"},
    {"MEDIUM", "मध्यम"},
    {"LARGE", "बड़ा"},
    // Categories of owners.
    {"WOMEN", "महिला"},
    {"SC", "अनुसूचित जाति"},
    {"ST", "अनुसूचित जनजाति"},
    {"OBC", "अन्य पिछड़ा वर्ग"},
    {"MINORITY", "अल्पसंख्यक"},
    {"GENERAL", "सामान्य"},
    {"PERSON_WITH_DISABILITY", "दिव्यांगजन"},
    {"EX_SERVICEMEN", "भूतपूर्व सैनिक"},
    {"TRANSGENDER", "उभयलिंगी व्यक्ति"},
    {"BPL", "गरीबी रेखा से नीचे"},
    {"YOUTH", "युवा"},
    // Sectors of activity.
    {"AGRICULTURE", "कृषि"},
    {"BEEKEEPING", "मधुमक्खी पालन"},
    {"BOOKKEEPING", "लेखा-बही कार्य"},
    {"CARE", "देखभाल"},
    {"CARPETS", "कालीन"},
    {"CATERING", "खानपान सेवा"},
    {"CERAMICS", "सिरेमिक"},
    {"COIR", "कॉयर"},
    {"CONSTRUCTION", "निर्माण"},
    {"DAIRY", "डेयरी"},
    {"FISHERIES", "मत्स्य पालन"},
    {"FOOD_PROCESSING", "खाद्य प्रसंस्करण"},
    {"FOREST_PRODUCE", "वनोपज"},
    {"FRAGRANCE_AND_FLAVOURS", "सुगंध और सुरस"},
    {"FURNITURE", "फर्नीचर"},
    {"GLASS", "काँच"},
    {"HANDICRAFT", "हस्तशिल्प"},
    {"HANDLOOM", "हथकरघा"},
    {"HORTICULTURE", "बागवानी"},
    {"INCENSE_STICKS", "अगरबत्ती"},
    {"JUTE", "जूट"},
    {"KHADI", "खादी"},
    {"LEATHER", "चमड़ा"},
    {"MANUFACTURING", "विनिर्माण"},
    {"METAL", "धातु"},
    {"SERICULTURE", "रेशम उत्पादन"},
    {"SERVICES", "सेवाएँ"},
    {"SPORTS_GOODS", "खेल सामग्री"},
    {"STONE", "पत्थर"},
    {"TAILORING", "सिलाई"},
    {"TEXTILES", "वस्त्र"},
    {"TISSUE_CULTURE", "ऊतक संवर्धन"},
    {"TOURISM", "पर्यटन"},
    {"TOYS", "खिलौने"},
    {"TRADE", "व्यापार"},
    {"TRANSPORT", "परिवहन"},
    {"VILLAGE_INDUSTRY", "ग्रामोद्योग"},
    {"WASTE_MANAGEMENT", "अपशिष्ट प्रबंधन"},
    {"BANANA", "केला"},
    {"HONEY", "शहद"},
    {"SILK", "रेशम"},
    // Trades.
    {"ARMOURER", "अस्त्रकार"},
    {"BARBER", "नाई"},
    {"BASKET_MAKER", "टोकरी निर्माता"},
    {"BLACKSMITH", "लोहार"},
    {"BOAT_MAKER", "नाव निर्माता"},
    {"CARPENTER", "बढ़ई"},
    {"COBBLER", "मोची"},
    {"FISHING_NET_MAKER", "मछली पकड़ने का जाल निर्माता"},
    {"GARLAND_MAKER", "मालाकार"},
    {"GOLDSMITH", "सुनार"},
    {"LOCKSMITH", "ताला निर्माता"},
    {"MASON", "राजमिस्त्री"},
    {"POTTER", "कुम्हार"},
    {"SCULPTOR", "मूर्तिकार"},
    {"SILKWORM_REARER", "रेशम कीट पालक"},
    {"SPINNER", "कताईकार"},
    {"TAILOR", "दर्जी"},
    {"TOY_MAKER", "खिलौना निर्माता"},
    {"WASHERMAN", "धोबी"},
    {"WEAVER", "बुनकर"},
    // Official lists of places.
    {"ASPIRATIONAL_DISTRICT", "आकांक्षी जिला"},
    {"BORDER_AREA", "सीमावर्ती क्षेत्र"},
    {"BRGF_DISTRICT", "पिछड़ा क्षेत्र अनुदान निधि जिला"},
    {"DIFFICULT_AREA", "दुर्गम क्षेत्र"},
    {"HILL_AREA", "पर्वतीय क्षेत्र"},
    {"IAP_DISTRICT", "एकीकृत कार्य योजना जिला"},
    {"ISLAND", "द्वीप"},
    {"LWE_DISTRICT", "वामपंथी उग्रवाद प्रभावित जिला"},
    {"REMOTE_TRIBAL_AREA", "दूरस्थ जनजातीय क्षेत्र"},
    {"SVEP_BLOCK", "एसवीईपी प्रखंड"},
    {"TOURIST_VILLAGE", "पर्यटन ग्राम"},
    // How it earns, and what a survey found.
    {"AGENCY_CONTRACT", "एजेंसी अनुबंध"},
    {"PANCHAYAT_FUNDED", "पंचायत द्वारा वित्तपोषित"},
    {"USER_FEE_PLUS_ALLIED", "उपयोगकर्ता शुल्क और संबद्ध आय"},
    {"OUTDATED_TECHNOLOGY", "पुरानी प्रौद्योगिकी"},
    {"TRADITIONAL_METHODS", "पारंपरिक विधियाँ"},
    {"UNDIVERSIFIED_PRODUCTS", "उत्पादों में विविधता का अभाव"},
    {"NONE", "कोई नहीं"},
    {"OTHER", "अन्य"},
};

}  // namespace

const TwoWords* FindTerm(absl::string_view enum_value) {
  const auto found =
      std::find_if(std::begin(kTerms), std::end(kTerms),
                   [&](const Term& term) { return term.name == enum_value; });
  return found == std::end(kTerms) ? nullptr : &found->words;
}

absl::string_view HindiOfCode(absl::string_view code) {
  const auto found =
      std::find_if(std::begin(kCodes), std::end(kCodes),
                   [&](const Code& known) { return known.code == code; });
  return found == std::end(kCodes) ? "" : found->hindi;
}

std::string CodeInWords(absl::string_view code) {
  static constexpr absl::string_view kAcronyms[] = {
      "SHG", "VO",  "CLF", "BLF",  "SPV",  "JLG", "NGO",   "SC",
      "ST",  "OBC", "BPL", "SVEP", "BRGF", "FPO", "NABARD"};
  const bool is_code =
      !code.empty() && absl::ascii_isupper(code[0]) &&
      std::all_of(code.begin(), code.end(), [](char c) {
        return absl::ascii_isupper(c) || absl::ascii_isdigit(c) || c == '_';
      });
  if (!is_code) return std::string(code);
  std::vector<std::string> words = absl::StrSplit(code, '_');
  for (std::string& word : words) {
    if (std::find(std::begin(kAcronyms), std::end(kAcronyms), word) ==
        std::end(kAcronyms)) {
      absl::AsciiStrToLower(&word);
    }
  }
  return absl::StrJoin(words, " ");
}

}  // namespace sangam::rules
