// Search of schemes by words.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_SEARCH_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_SEARCH_H_

#include "absl/status/status.h"
#include "common/changelog/changelog.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"
#include "services/scheme_catalog/store/catalog_tables.h"
#include "services/scheme_catalog/store/scheme_index.h"

namespace sangam::scheme_catalog {

// Answers SearchSchemes from the index. Thread-safe; the arguments outlive it.
class SchemeSearch {
 public:
  static constexpr int kDefaultPageSize = 20;
  static constexpr int kMaxPageSize = 100;

  SchemeSearch(Changelog* changelog, const CatalogTables* tables)
      : changelog_(*changelog), tables_(*tables) {}

  // INVALID_ARGUMENT for an empty or overlong query, a negative page_size, or a
  // page_token that was not made for this query.
  absl::Status Search(const v1::SearchSchemesRequest& request,
                      v1::SearchSchemesResponse* response) const;

 private:
  Changelog& changelog_;
  const CatalogTables& tables_;
  const SchemeIndex index_{};
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_SEARCH_H_
