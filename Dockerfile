# Simulator in a container.
#   docker build -t simulator .                                              CPU
#   docker build -t simulator --build-arg TORCH=TorchSharp-cuda-linux .      GPU (run with --gpus all)
#   docker run -p 127.0.0.1:5080:5080 -v simulator:/app/data simulator
# The official .NET images are Ubuntu 24.04, new enough for TorchSharp as it is. eng/docker-steps runs every RUN line below outside
# Docker: keep paths relative to WORKDIR.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TORCH=libtorch-cpu-linux-x64
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source
RUN command -v npm || (apt-get update && apt-get install -y --no-install-recommends nodejs npm)
COPY . .
# Server and command line share one folder, and with it libtorch.
RUN dotnet publish src/Web/Web.csproj -c Release -o published/program -p:TorchProvider=$TORCH -nodeReuse:false -p:UseSharedCompilation=false
RUN dotnet publish src/Cli/Cli.csproj -c Release -o published/program -p:TorchProvider=$TORCH -nodeReuse:false -p:UseSharedCompilation=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS final
ENV DOTNET_NOLOGO=1 ASPNETCORE_HTTP_PORTS=
WORKDIR /app
COPY eng/health eng/
COPY --from=build /source/published .
# XGBoost, for boosted trees; without it everything else runs, and a forecast with trees says what is missing.
RUN dpkg -s libxgboost0 >/dev/null 2>&1 || { apt-get update && apt-get install -y --no-install-recommends libxgboost0; } || echo "no libxgboost0 here: boosted trees will not run"
RUN mkdir -p data && chown 10001:10001 data
# A container's own loopback is out of reach from outside it, so here the server listens on every address.
ENV SIMULATOR_BIND=0.0.0.0 SIMULATOR_PORT=5080 SIMULATOR_DATA=/app/data
USER 10001:10001
VOLUME /app/data
EXPOSE 5080
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["/app/eng/health", "5080"]
WORKDIR /app/program
CMD ["dotnet", "Simulator.Web.dll"]
