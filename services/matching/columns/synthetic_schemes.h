// Made-up schemes for the made-up registry of synthetic_population.h.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_SYNTHETIC_SCHEMES_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_SYNTHETIC_SCHEMES_H_

#include <memory>
#include <random>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/rules/place_chain.h"
#include "services/matching/catalog/compiled_version.h"

namespace sangam::matching {

// 640,000 villages in 6,400 blocks, 640 districts and 32 states.
class SyntheticPlaces : public PlaceDirectory {
 public:
  absl::optional<PlaceChain> ChainOf(absl::string_view place) const override {
    PlaceChain chain;
    int number = 0;
    const auto is = [&](absl::string_view prefix) {
      absl::string_view rest = place;
      return absl::ConsumePrefix(&rest, prefix) &&
             absl::SimpleAtoi(rest, &number);
    };
    const auto add = [&](absl::string_view prefix, type::v1::PlaceKind kind) {
      chain.links.push_back({absl::StrCat(prefix, number), kind});
    };
    int level = 0;
    if (is("places/lgd-village-")) {
      level = 4;
    } else if (is("places/lgd-block-")) {
      level = 3;
    } else if (is("places/lgd-district-")) {
      level = 2;
    } else if (is("places/lgd-state-")) {
      level = 1;
    } else {
      return absl::nullopt;
    }
    if (level >= 4) {
      add("places/lgd-village-", type::v1::PLACE_KIND_VILLAGE);
      number /= 100;
    }
    if (level >= 3) {
      add("places/lgd-block-", type::v1::PLACE_KIND_BLOCK);
      number /= 10;
    }
    if (level >= 2) {
      add("places/lgd-district-", type::v1::PLACE_KIND_DISTRICT);
      number /= 20;
    }
    add("places/lgd-state-", type::v1::PLACE_KIND_STATE);
    chain.links.push_back({"places/india", type::v1::PLACE_KIND_COUNTRY});
    return chain;
  }
  std::string TitleOf(absl::string_view) const override { return ""; }
  uint64_t generation() const override { return generation_; }

 private:
  const uint64_t generation_ = NewGeneration();
};

// Version after version; each draw depends on the seed alone.
class SyntheticSchemes {
 public:
  // Amounts and dates are round, or each one its own.
  SyntheticSchemes(unsigned seed, bool unique)
      : random_(seed), unique_(unique) {}

  std::shared_ptr<const CompiledVersion> Next() {
    scheme_catalog::v1::SchemeVersion version;
    const auto add = [&version](const std::string& expression) {
      version.add_conditions()->set_expression(expression);
    };
    if (Draw(4) != 0) add(Kinds());
    if (Draw(2) == 0) add(Place());
    for (int more = 2 + Draw(4); more > 0; --more) {
      if (Draw(8) == 0) {
        add(absl::StrCat("(", Test(), " || ", Test(), ")"));
      } else {
        add(Test());
      }
    }
    if (Draw(6) == 0) {
      add(absl::StrCat("!received('schemes/s", Draw(200), "', ",
                       12 * (1 + Draw(5)), ")"));
    }
    return CompileVersion(version, AttributeDictionary::BuiltIn());
  }

 private:
  int Draw(int below) { return static_cast<int>(random_() % below); }

  std::string Kinds() {
    static constexpr const char* kKinds[] = {"VO", "CLF", "PRODUCER_GROUP",
                                             "ENTERPRISE", "CLUSTER"};
    if (Draw(3) == 0) return "subject.kind == 'SHG'";
    return absl::StrCat("subject.kind in ['SHG', '", kKinds[Draw(5)], "']");
  }

  std::string Place() {
    switch (Draw(4)) {
      case 0:
        return absl::StrCat("place.within('places/lgd-district-", 1 + Draw(639),
                            "')");
      case 1:
        return absl::StrCat("place.within(['places/lgd-state-", (1 + Draw(31)),
                            "', 'places/lgd-state-", (1 + Draw(31)), "'])");
      default:
        return absl::StrCat("place.within('places/lgd-state-", (1 + Draw(31)),
                            "')");
    }
  }

  std::string Test() {
    static constexpr const char* kSectors[] = {
        "HANDLOOM",    "HANDICRAFT", "FOOD_PROCESSING",
        "AGRICULTURE", "DAIRY",      "FISHERIES",
        "COIR",        "TRADE"};
    static constexpr const char* kFacts[] = {"panchasutra_followed",
                                             "women_owned", "!bank_default",
                                             "udyam_registered"};
    switch (Draw(12)) {
      case 0:
        return absl::StrCat("members >= ", 8 + Draw(8));
      case 1:
        return absl::StrCat(
            "annual_turnover_paise <= ",
            unique_ ? Draw(500'000'000) : (1 + Draw(20)) * 25'000'000);
      case 2:
        return absl::StrCat("age_months >= ", 6 * (1 + Draw(10)));
      case 3:
        return absl::StrCat("formed_on >= date('", 2010 + Draw(12), "-",
                            unique_ ? 10 + Draw(3) : 10, "-",
                            unique_ ? 10 + Draw(18) : 10, "')");
      case 4:
        return absl::StrCat("'", kSectors[Draw(8)], "' in sectors");
      case 5:
        return absl::StrCat("nic.within('", 10 + Draw(23), "')");
      case 6:
        return absl::StrCat("women_member_share_bps >= ", 500 * (8 + Draw(12)));
      case 7:
        return Draw(2) == 0 ? "'SC' in owner_categories"
                            : "'WOMEN' in owner_categories";
      case 8:
        return absl::StrCat("legal_form in ['TRUST', 'SOCIETY', '",
                            Draw(2) == 0 ? "UNREGISTERED" : "PARTNERSHIP",
                            "']");
      case 9:
        return absl::StrCat("poor_members >= ", 1 + Draw(10));
      default:
        return kFacts[Draw(4)];
    }
  }

  std::mt19937 random_;
  const bool unique_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_SYNTHETIC_SCHEMES_H_
