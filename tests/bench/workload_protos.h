// Generated schemes and subjects as the product takes them in.
#ifndef SANGAM_TESTS_BENCH_WORKLOAD_PROTOS_H_
#define SANGAM_TESTS_BENCH_WORKLOAD_PROTOS_H_

#include <string>
#include <vector>

#include "sangam/registry/v1/place.pb.h"
#include "sangam/scheme_catalog/v1/department.pb.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "sangam/type/v1/profile.pb.h"
#include "tests/bench/workload.h"

namespace sangam::bench {

// The condition in the eligibility language.
std::string ToExpression(const WorkCondition& condition);

// "schemes/scheme-17" for number 17.
std::string SchemeName(int number);

// The scheme and its one version, published and shaped as those of the sample
// catalogue: descriptions in two languages, citations, two benefits, a funding
// rule, documents, a route and a window.
scheme_catalog::v1::Scheme ToScheme(const WorkScheme& scheme);
scheme_catalog::v1::SchemeVersion ToVersion(const WorkScheme& scheme);

// Ten; each scheme belongs to one.
std::vector<scheme_catalog::v1::Department> AllDepartments();

// What the subject says, and nothing else.
type::v1::Profile ToProfile(const WorkSubject& subject);

// Every place that a workload names, with its parents.
std::vector<registry::v1::Place> AllPlaces();

}  // namespace sangam::bench

#endif  // SANGAM_TESTS_BENCH_WORKLOAD_PROTOS_H_
