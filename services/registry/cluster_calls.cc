#include "services/registry/registry_service.h"
#include "services/registry/store/resource_types.h"

namespace sangam::registry {

Reactor* RegistryServiceAdaptor::CreateCluster(
    Context* context, const v1::CreateClusterRequest* request,
    v1::CreateClusterResponse* response) {
  return Standard(context, request, response, store_.clusters(),
                  &StandardMethods::Create);
}

Reactor* RegistryServiceAdaptor::GetCluster(
    Context* context, const v1::GetClusterRequest* request,
    v1::GetClusterResponse* response) {
  return Standard(context, request, response, store_.clusters(),
                  &StandardMethods::Get);
}

Reactor* RegistryServiceAdaptor::ListClusters(
    Context* context, const v1::ListClustersRequest* request,
    v1::ListClustersResponse* response) {
  return ListOf(context, request, response, ClusterType());
}

Reactor* RegistryServiceAdaptor::UpdateCluster(
    Context* context, const v1::UpdateClusterRequest* request,
    v1::UpdateClusterResponse* response) {
  return Standard(context, request, response, store_.clusters(),
                  &StandardMethods::Update);
}

Reactor* RegistryServiceAdaptor::DeleteCluster(
    Context* context, const v1::DeleteClusterRequest* request,
    v1::DeleteClusterResponse* response) {
  return Standard(context, request, response, store_.clusters(),
                  &StandardMethods::Delete);
}

}  // namespace sangam::registry
