// Lists of groups, enterprises and clusters by filter and order.
#ifndef SANGAM_SERVICES_REGISTRY_LISTS_SUBJECT_LIST_H_
#define SANGAM_SERVICES_REGISTRY_LISTS_SUBJECT_LIST_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/changelog/changelog.h"
#include "common/changelog/resource_type.h"
#include "common/changelog/standard_methods.h"
#include "google/protobuf/message.h"

namespace sangam::registry {

// Answers a List request of a type of subjects: as StandardMethods::List where
// it has neither filter nor order_by, else by them. Thread-safe; the changelog
// outlives the call.
//
// A page holds at most page_size records and about ResourceTable::kPageBytes.
// It ends early, perhaps empty, where it has looked at kMostEvaluated records,
// at kMostBytesLookedAt of them or at kMostEntries rows of indexes;
// next_page_token is empty only where there
// is nothing further. All pages are of the state of the first. Records for
// which the filter is unknown are left out.
//
// INVALID_ARGUMENT on "filter", "order_by", "page_size" and "page_token"; the
// errors of Changelog::Read; OUT_OF_RANGE, REVISION_COMPACTED where so much was
// changed since the state that it can be listed by name alone (later_changes.h
// says how much that is).
absl::Status ListSubjects(Changelog& changelog, const ResourceType& type,
                          const google::protobuf::Message& request,
                          google::protobuf::Message* response);

inline constexpr int64_t kMostEvaluated = 1'000;
inline constexpr int64_t kMostEntries = 10'000;
inline constexpr int64_t kMostBytesLookedAt = int64_t{16} << 20;

// The same with the reply as its result.
template <typename Response, typename Request>
absl::StatusOr<Response> ListSubjectsAs(Changelog& changelog,
                                        const ResourceType& type,
                                        const Request& request) {
  Response response;
  absl::Status status = ListSubjects(changelog, type, request, &response);
  if (!status.ok()) return status;
  return response;
}

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_LISTS_SUBJECT_LIST_H_
