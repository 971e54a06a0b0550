#include "tests/bench/workload_attributes.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace sangam::bench {
namespace {

constexpr int64_t kLargestCount = 3'000'000'000;
constexpr int64_t kLargestSum = 1'000'000'000'000;
constexpr int64_t kLargestMonths = 12'000;
constexpr int64_t kWholeBasisPoints = 10'000;
constexpr int64_t kCrore = 1'000'000'000;

WorkAttribute Count(const std::string& name, int64_t most) {
  return {name, Shape::kNumber, most, kLargestCount, {}};
}

WorkAttribute Months(const std::string& name, int64_t most) {
  return {name, Shape::kNumber, most, kLargestMonths, {}};
}

WorkAttribute Share(const std::string& name) {
  return {name, Shape::kNumber, kWholeBasisPoints, kWholeBasisPoints, {}};
}

WorkAttribute Sum(const std::string& name, int64_t most) {
  return {name, Shape::kNumber, most, kLargestSum, {}};
}

WorkAttribute Truth(const std::string& name) {
  return {name, Shape::kTruth, 0, 0, {}};
}

std::vector<std::string> EarlierSchemes() {
  std::vector<std::string> schemes;
  for (int i = 0; i < 10; ++i) {
    schemes.push_back(absl::StrCat("schemes/earlier-", i));
  }
  return schemes;
}

std::vector<WorkAttribute> MakeAttributes() {
  return {
      {"subject.kind",
       Shape::kCode,
       0,
       0,
       {"SHG", "VO", "CLF", "BLF", "PRODUCER_GROUP", "PRODUCER_COMPANY",
        "COOPERATIVE", "JLG", "ENTERPRISE", "CLUSTER"}},
      {"place", Shape::kPlace, 0, 0, {}},
      {"sectors",
       Shape::kList,
       0,
       0,
       {"HANDLOOM", "SERICULTURE", "HANDICRAFT", "JUTE", "FOOD_PROCESSING",
        "CONSTRUCTION", "WASTE_MANAGEMENT", "TOURISM", "COIR", "DAIRY",
        "FISHERIES", "AGRICULTURE", "SERVICES", "TRADE"}},
      {"received", Shape::kReceived, 0, 0, EarlierSchemes()},
      Count("members", 60),
      Share("poor_member_share_bps"),
      Share("women_member_share_bps"),
      Sum("annual_turnover_paise", 10 * kCrore),
      Sum("investment_paise", 5 * kCrore),
      Sum("project_cost_paise", 5 * kCrore),
      Count("artisans", 1'000),
      Months("months_of_regular_savings", 60),
      {"legal_form",
       Shape::kCode,
       0,
       0,
       {"UNREGISTERED", "PROPRIETORSHIP", "PARTNERSHIP", "COMPANY",
        "PRODUCER_COMPANY", "COOPERATIVE_SOCIETY", "SOCIETY", "TRUST"}},
      {"location_type", Shape::kCode, 0, 0, {"RURAL", "URBAN"}},
      {"area_designations",
       Shape::kList,
       0,
       0,
       {"DIFFICULT_AREA", "ASPIRATIONAL", "BORDER", "HILL", "TRIBAL",
        "LEFT_WING_EXTREMISM"}},
      {"formed_on", Shape::kDay, 7'000, 7'000, {}},
      Truth("panchasutra_followed"),
      Truth("bank_default"),
      Truth("women_owned"),
      Truth("udyam_registered"),
      // From here on only in a workload of forty.
      Count("households", 2'000),
      Count("member_shgs", 200),
      Count("member_vos", 40),
      Count("member_enterprises", 500),
      Count("allied_incomes", 20),
      Months("months_of_regular_meetings", 60),
      Count("members_aged_15_to_35", 60),
      Share("sc_st_member_share_bps"),
      Share("npa_bps"),
      Sum("own_contribution_paise", kCrore),
      Sum("loan_outstanding_paise", kCrore),
      Sum("net_income_per_day_paise", kCrore / 1'000),
      Sum("annual_family_income_paise", kCrore / 20),
      {"owner_categories",
       Shape::kList,
       0,
       0,
       {"WOMAN", "SC", "ST", "OBC", "MINORITY", "EX_SERVICEMAN", "DISABLED"}},
      {"problems",
       Shape::kList,
       0,
       0,
       {"CREDIT", "MARKET", "RAW_MATERIAL", "DESIGN", "SKILL", "POWER",
        "STORAGE", "TRANSPORT"}},
      {"revenue_model",
       Shape::kCode,
       0,
       0,
       {"USER_FEES", "COMMISSION", "SALES", "RENT"}},
      Truth("project_report_ready"),
      Truth("land_available"),
      Truth("first_grading_passed"),
      Truth("books_up_to_date"),
  };
}

}  // namespace

std::string WorkAttribute::Column() const {
  return absl::StrReplaceAll(name, {{".", "_"}});
}

const std::vector<WorkAttribute>& WorkAttributes() {
  static const auto* const kAttributes =
      new std::vector<WorkAttribute>(MakeAttributes());
  return *kAttributes;
}

std::string PlaceName(PlaceLevel level, int number) {
  // No code of the directory is 0.
  const int code = number + 1;
  switch (level) {
    case PlaceLevel::kState:
      return absl::StrCat("places/lgd-state-", code);
    case PlaceLevel::kDistrict:
      return absl::StrCat("places/lgd-district-", code);
    case PlaceLevel::kBlock:
      return absl::StrCat("places/lgd-block-", code);
  }
  return "";
}

}  // namespace sangam::bench
