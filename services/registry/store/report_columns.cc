#include "services/registry/store/report_columns.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/clock/civil_date.h"
#include "google/protobuf/descriptor.h"
#include "sangam/registry/v1/enterprise.pb.h"
#include "sangam/type/v1/place_ref.pb.h"
#include "sangam/type/v1/profile.pb.h"
#include "services/registry/domain/linkage_life_cycle.h"
#include "services/registry/domain/linkage_rules.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {
namespace {

// The value's name without that of the enum; NULL for the zero value.
std::string EnumText(absl::string_view column,
                     const google::protobuf::EnumDescriptor* type) {
  const std::string prefix(
      absl::StripSuffix(type->FindValueByNumber(0)->name(), "UNSPECIFIED"));
  std::string text = absl::StrCat("CASE ", column);
  for (int i = 0; i < type->value_count(); ++i) {
    if (type->value(i)->number() == 0) continue;
    absl::StrAppend(&text, " WHEN ", type->value(i)->number(), " THEN '",
                    absl::StripPrefix(type->value(i)->name(), prefix), "'");
  }
  return absl::StrCat(text, " END");
}

std::string Given(absl::string_view column) {
  return absl::StrCat("NULLIF(", column, ", '')");
}

// Days and times have types of their own on PostgreSQL alone; in a file they
// are texts that its functions of dates read.
class ReportingViews {
 public:
  explicit ReportingViews(sql::Engine engine) : engine_(engine) {}

  std::string Places() const {
    return absl::StrCat(
        "CREATE VIEW reporting_places AS SELECT listed.key AS name, ",
        Given("listed.title"), " AS title, ",
        EnumText("listed.kind", type::v1::PlaceKind_descriptor()), " AS kind, ",
        Given("listed.district"), " AS district, ", Given("listed.state"),
        " AS state, ", UpdateTime(), " FROM places AS listed;\n");
  }

  std::string Groups() const {
    return Subjects("groups",
                    absl::StrCat(EnumText("listed.kind",
                                          type::v1::SubjectKind_descriptor()),
                                 " AS kind, ", Target("parent"), " AS parent, ",
                                 Target("cluster"), " AS cluster, "));
  }

  std::string Enterprises() const {
    return Subjects(
        "enterprises",
        absl::StrCat(
            EnumText("listed.affiliation", v1::AffiliationState_descriptor()),
            " AS status, ", Target("group"), " AS managing_group, ",
            Target("cluster"), " AS cluster, "));
  }

  std::string Clusters() const {
    return Subjects("clusters", absl::StrCat(Target("spv"), " AS spv, "));
  }

  std::string Linkages() const {
    return absl::StrCat(
        "CREATE VIEW reporting_linkages AS SELECT listed.key AS name,"
        " listed.subject, ",
        Given("listed.scheme"), " AS scheme, ", Given("listed.department"),
        " AS department, ",
        EnumText("listed.state", v1::LinkageState_descriptor()), " AS status, ",
        Day("listed.received_on"), " AS received_on, listed.amount_paise, ",
        UpdateTime(), " FROM linkages AS listed;\n");
  }

 private:
  std::string Day(absl::string_view column) const {
    const std::string day = Given(column);
    return engine_ == sql::Engine::kPostgres
               ? absl::StrCat("CAST(", day, " AS DATE)")
               : day;
  }

  std::string UpdateTime() const {
    return engine_ == sql::Engine::kPostgres
               ? "to_timestamp(listed.update_time_micros / 1000000.0)"
                 " AS update_time"
               : "strftime('%Y-%m-%dT%H:%M:%SZ',"
                 " listed.update_time_micros / 1000000, 'unixepoch')"
                 " AS update_time";
  }

  static std::string Target(absl::string_view field) {
    return absl::StrCat(
        "(SELECT target FROM reference WHERE source = listed.key"
        " AND to_revision = ",
        kHoldsStill, " AND field = '", field, "')");
  }

  std::string Subjects(absl::string_view table,
                       absl::string_view own_columns) const {
    return absl::StrCat(
        "CREATE VIEW reporting_", table, " AS SELECT listed.key AS name, ",
        Given("listed.title"), " AS title, ", own_columns,
        Given("listed.place"), " AS place, ", Given("places.district"),
        " AS district, ", Given("places.state"),
        " AS state, CASE WHEN listed.members >= 0 THEN listed.members END"
        " AS members, ",
        Day("listed.formed_on"), " AS formed_on, ", UpdateTime(), " FROM \"",
        table, "\" AS listed LEFT JOIN places ON places.key = listed.place;\n");
  }

  const sql::Engine engine_;
};

}  // namespace

std::vector<ResourceTable::Column> LinkageColumns() {
  return {"subject",     "scheme",
          "department",  ResourceTable::IntegerColumn("state"),
          "received_on", ResourceTable::IntegerColumn("amount_paise")};
}

std::vector<sql::Value> LinkageColumnValues(const v1::Linkage& linkage) {
  std::string received_on;
  if (FeedsReceived(linkage.state())) {
    const type::v1::ReceivedBenefit benefit = ToReceivedBenefit(linkage);
    const auto day = ToCivilDay(benefit.received_on(), "received_on");
    if (benefit.has_received_on() && day.ok()) received_on = FormatDay(*day);
  }
  return {linkage.subject(),
          linkage.scheme(),
          linkage.department(),
          static_cast<int64_t>(linkage.state()),
          received_on,
          linkage.has_amount_paise() ? sql::Value(linkage.amount_paise())
                                     : sql::Value()};
}

std::string ReportingViewsSql(sql::Engine engine) {
  const ReportingViews views(engine);
  return absl::StrCat(views.Places(), views.Groups(), views.Enterprises(),
                      views.Clusters(), views.Linkages());
}

}  // namespace sangam::registry
